"""A morphology database of our own in camel-tools' format, small enough to know all its forms by heart.

Two invented lemmas: زَرْفان (a guild member; broken plural زرافين, sound plural in ون) and زُرْفان (a kind of stone;
rarer, plural in ات); and اِزْرَفّ (to be guilded), a verb.
"""

OPEN = "diac lex gloss bw stemgloss stemcat stem".split()
VALUES = {
    "pos": "noun verb", "prc3": "0 >a_ques", "prc2": "0 wa_conj", "prc1": "0 bi_prep", "prc0": "0 Al_det na",
    "per": "na 1 2 3", "asp": "na p i c", "vox": "na a p", "mod": "na i", "gen": "m f na", "num": "s d p na",
    "form_gen": "m f na", "form_num": "s d p na", "stt": "i d c na", "cas": "n a g u na", "enc0": "0 3ms_poss 1s_poss",
    "rat": "r n na", "source": "lex", "pos_logprob": "", "lex_logprob": "", "pos_lex_logprob": "",
}
NOUN = "pos:noun prc3:0 prc2:0 prc1:0 prc0:0 per:na asp:na vox:na mod:na gen:m num:s form_gen:m form_num:s " \
    "stt:i cas:n enc0:0 rat:r source:lex"
PREFIXES = [("", "P0", ""), ("و", "P0", "prc2:wa_conj"), ("ب", "P0", "prc1:bi_prep"), ("أ", "P0", "prc3:>a_ques"),
            ("ال", "PA", "prc0:Al_det")]
SUFFIXES = [("", "S0", ""), ("ه", "SP", "enc0:3ms_poss"), ("ي", "SP", "enc0:1s_poss"), ("ون", "SM", "form_num:p num:p"),
            ("ات", "SF", "form_num:p num:p"), ("ت", "SV", "per:3"), ("تم", "SV", "per:2")]
STEMS = [("زرفان", "N1", "lex:زَرْفان pos_lex_logprob:-3.0", "num:s form_num:s"),
         ("زرافين", "N2", "lex:زَرْفان pos_lex_logprob:-3.0", "num:p form_num:s"),
         ("زرفان", "N3", "lex:زُرْفان pos_lex_logprob:-2.0", "num:s form_num:s"),
         ("ازرف", "V1", "lex:اِزْرَفّ pos_lex_logprob:-4.0", "pos:verb asp:p vox:a")]
FIT = {"N1": ("S0", "SP", "SM"), "N2": ("S0", "SP"), "N3": ("S0", "SP", "SF"), "V1": ("S0", "SV")}
TAKEN = {"P0": ("N1", "N2", "N3", "V1"), "PA": ("N1", "N2", "N3")}


def text():
    """The database file."""
    lines = ["###DEFINES###", *(f"DEFINE {name} {name}:*open*" for name in OPEN)]
    for name, values in VALUES.items():
        lines.append(f"DEFINE {name} " + (" ".join(f"{name}:{value}" for value in values.split()) or f"{name}:*open*"))
    lines += ["###DEFAULTS###", f"DEFAULT {NOUN}", f"DEFAULT {NOUN.replace('pos:noun', 'pos:verb')}"]
    lines += ["###ORDER###", " ".join(["ORDER", *OPEN, *VALUES]), "###TOKENIZATIONS###", "###STEMBACKOFF###"]
    lines += ["###PREFIXES###", *(_entry(*row) for row in PREFIXES)]
    lines += ["###SUFFIXES###", *(_entry(*row) for row in SUFFIXES)]
    lines += ["###STEMS###", *(_entry(form, category, NOUN, more, lex) for form, category, lex, more in STEMS)]
    lines += ["###TABLE AB###", *(f"{prefix} {stem}" for prefix, stems in TAKEN.items() for stem in stems)]
    lines += ["###TABLE BC###", *(f"{stem} {suffix}" for stem, suffixes in FIT.items() for suffix in suffixes)]
    pairs = [(prefix, suffix) for prefix in TAKEN for suffix in ("S0", "SM", "SF")]
    lines += ["###TABLE AC###", *(f"{one} {other}" for one, other in (*pairs, ("P0", "SP"), ("P0", "SV")))]
    return "\n".join(lines) + "\n"


def _entry(form, category, *features):
    known = f"diac:{form} bw:{form} gloss:x source:lex"
    return f"{form}\t{category}\t" + " ".join(filter(None, (known, *features)))
