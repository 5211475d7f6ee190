"""Writes one invented article from hand-written sentences and an outlet's planted choices.

A planted word travels through the text between three private-use signs, OPEN number MIDDLE surface
CLOSE, until :func:`settle` takes them out and notes where the word came to stand.
"""

import re

OPEN, MIDDLE, CLOSE = "\ue000", "\ue001", "\ue002"
MARKER = re.compile(f"{OPEN}(\\d+){MIDDLE}(.*?){CLOSE}", re.S)
SLOT = re.compile(r"<(\w+)\.(\w+)>")
AGREEMENT = re.compile(r"\{(\w+):([^|{}]*)\|([^{}]*)\}")
TOPICS = ("armed", "state", "is", "israel", "dead")
NAMES = ("is", "body", "land")        # what marks around these words do: show a name; elsewhere a label


def pick(rng, chances):
    """One key of ``chances`` (key to probability), drawn with ``rng``."""
    return rng.choices(list(chances), weights=list(chances.values()))[0]


def scattered(rng, chances, concentration):
    """``chances`` as they are in one article: a Dirichlet draw around them."""
    drawn = {key: rng.gammavariate(value * concentration, 1.0) if value else 0.0
             for key, value in chances.items()}
    total = sum(drawn.values())
    return {key: value / total for key, value in drawn.items()} if total else dict(chances)


class Article:
    """One article in the making: its outlet's choices, scattered once, and the words planted so far."""

    def __init__(self, rng, outlet, frames, book):
        self.rng, self.outlet, self.frames, self.book = rng, outlet, frames, book
        self.planted, self.used, self.heard, self.paragraphs, self.title = [], set(), set(), [], None
        scatter = lambda table: {c: scattered(rng, v, book["concentration"]) for c, v in table.items()}
        self.own = scatter(outlet["narrator"])
        self.camps = {camp: scatter(table) for camp, table in book["camps"].items()}
        fill = frames["fill"]
        self.fixed = {key: rng.choice(fill[key]) for key in ("east", "south")}
        self.places = rng.sample(fill["place"], 2)

    # -- choices ---------------------------------------------------------------------------------

    def variant(self, concept, voice, camp):
        """The variant of ``concept`` said here, and whose choice it was: the outlet's or the source's."""
        if concept in ("body", "land"):
            return next(iter(self.frames["forms"][concept])), "outlet"
        if voice == "quoted" or (voice == "reported" and self.rng.random() < self.outlet["keeps"]):
            return pick(self.rng, self.camps[camp][concept]), "source"
        return pick(self.rng, self.own[concept]), "outlet"

    def person(self):
        """Somebody who gets the floor: of a camp the outlet chooses, new to the article if there is one."""
        camp = pick(self.rng, self.outlet["camps"])
        people = [person for person in self.frames["speakers"] if person["camp"] == camp]
        person = self.rng.choice([p for p in people if p["name"] not in self.heard] or people)
        again = person["name"] in self.heard
        self.heard.add(person["name"])
        return person | {"full": person["last"]} if again else person

    def marked(self, concept, variant, voice):
        """Does the outlet set this word in marks of its own?"""
        chance = self.outlet["in_marks"].get(concept, {}).get(variant, 0.0)
        if concept == "armed" and voice != "narrator":
            chance = 0.0
        if voice == "quoted" and self.outlet["marks"] != "«»":
            chance = 0.0                  # only « » stand inside one another here
        return self.rng.random() < chance

    def frame(self, kind, group, camp=None):
        """An unused sentence of this kind that a person of ``camp`` can say, or None if all are used."""
        options = []
        for text in self.frames[kind][group]:
            who, _, rest = text.partition(" ") if text.startswith("@") else ("", "", text)
            if (not who or camp in who[1:].split(",")) and (kind, rest) not in self.used:
                options.append(rest)
        if not options:
            return None
        text = self.rng.choice(options)
        self.used.add((kind, text))
        return text

    # -- writing ---------------------------------------------------------------------------------

    def write(self, text, voice="narrator", person=None, fragment=False):
        """Fill every slot of ``text``; planted words are noted and wrapped."""
        camp = person["camp"] if person else None
        chosen = {}
        for concept, _ in SLOT.findall(text):
            if concept not in chosen:
                chosen[concept] = self.variant(concept, voice, camp)
        forms = {c: self.frames["forms"][c][v] for c, (v, _) in chosen.items()}
        gender = {c: form["g"] for c, form in forms.items()} | ({"s": person["g"]} if person else {})
        text = AGREEMENT.sub(lambda m: m[2] if gender[m[1]] == "m" else m[3], text)
        text = re.sub(r"\{[nN]@?(\w*)\}", lambda m: self.number(m, gender), text)
        text = self.blanks(text, person)
        while match := SLOT.search(text):
            concept, case = match.groups()
            variant, by = chosen[concept]
            form = capital(forms[concept][case.lower()]) if case[0].isupper() else forms[concept][case]
            mark = self.marked(concept, variant, voice)
            what = ("name" if concept in NAMES else "label") if mark else "fragment" if fragment else "none"
            row = dict(concept=self.book["concepts"][concept], variant=variant, voice=voice,
                       speaker=person["name"] if person else None, marks=what, word_from=by)
            text = self.place(text, match, form, row, mark)
        return text

    def place(self, text, match, form, row, mark):
        """Put ``form`` into its slot, its coded words wrapped and, where ``mark``, in marks."""
        before, after = text[:match.start()], text[match.end():]
        head, core, tail = re.match(r"([^\[]*)\[([^\]]*)\](.*)", form).groups()
        if before.endswith("لـ") and not head and not mark:
            before, core = before[:-2], "لل" + core[2:] if core.startswith("ال") else "ل" + core
        wrapped = f"{OPEN}{len(self.planted)}{MIDDLE}{core}{CLOSE}"
        self.planted.append(row)
        sign = ("«", "»") if self.frames["language"] == "ar" else ("“", "”")
        return before + head + (sign[0] + wrapped + sign[1] if mark else wrapped) + tail + after

    def number(self, match, gender):
        word = self.rng.choice(self.frames["fill"]["numbers"])
        if match[1]:
            word = word.split("|")[0 if gender[match[1]] == "m" else 1]
        return word.capitalize() if match[0][1] == "N" else word

    def blanks(self, text, person):
        fill = self.frames["fill"]
        side = "south" if "<israel" in text else "east"
        values = {"place": self.places[self.rng.random() < 0.25], "town": self.fixed[side],
                  "unit": self.rng.choice(fill["unit"]), "day": self.rng.choice(fill["day"])}
        for key, value in values.items():
            text = text.replace("{" + key + "}", value)
        if person:
            full = person["full"]
            if self.frames["language"] == "en" and "," in full:
                text = text.replace("{speaker} ", full + ", ")
            text = text.replace("{speaker}", full).replace("{last}", person["last"])
        return text

    def narrate(self, topic, link="", lead=False):
        """A sentence in the outlet's own voice, after ``link``; ``lead``: the first on its topic."""
        text = self.frame("leads" if lead and topic in self.frames["leads"] else "narrator", topic)
        if link and self.frames["language"] == "en":
            text = re.sub(r"^<(\w+)\.(\w)", lambda m: f"<{m[1]}.{m[2].lower()}", text)
            text = text[0].lower() + text[1:] if text[0].isalpha() else text
        text = self.write(text)
        if self.frames["language"] == "ar" and (link or lead) and text.startswith("و"):
            text = text[1:]
        return link + text

    def floor(self, topic):
        """A speaker has the floor: one to three sentences about ``topic``, all in one voice."""
        person = self.person()
        camp = person["camp"]
        voice = "quoted" if self.rng.random() < self.outlet["quoted"] else "reported"
        if voice == "quoted" and self.rng.random() < 0.2 and (text := self.frame("fragment", topic)):
            return [self.write(text, voice, person, fragment=True)]
        shells = "hostile" if voice == "reported" and camp in self.outlet["hostile"] else voice
        said = []
        for turn in range(1 + (self.rng.random() < 0.7) + (self.rng.random() < 0.2)):
            shell = self.frame("shells", f"{voice}_more" if turn else shells)
            clause = self.frame(voice, topic, camp)
            if shell and clause:
                shell = shell.replace("{place}", "{town}" if topic in ("is", "israel") else "{place}")
                said.append(self.write(shell.replace("{clause}", clause), voice, person))
        return said

    def headline(self, topic):
        """A headline: in a fifth of the outlets' articles that print marks, somebody's words."""
        if self.outlet["quoted"] and self.rng.random() < 0.2:
            person = self.person()
            self.heard.clear()            # the text presents the speaker anew
            return self.write(self.frame("titles_quoted", topic, person["camp"]), "quoted", person)
        return self.write(self.frame("titles", topic))


def capital(form):
    """``form`` with its first letter large (a bracket may stand before it)."""
    at = 1 if form.startswith("[") else 0
    return form[:at] + form[at].upper() + form[at + 1:]


def compose(article):
    """Fill ``article`` with a headline and eight to sixteen sentences on three topics."""
    rng = article.rng
    topics = rng.sample(TOPICS, 3)
    if "armed" not in topics and rng.random() < 0.6:
        topics[rng.randrange(3)] = "armed"
    article.title = article.headline(topics[0])
    links = rng.sample(article.frames["transitions"]["lines"], 2)
    for turn, topic in enumerate(topics):
        lines = [article.narrate(topic, links[turn - 1] if turn else "", lead=True)]
        lines += [article.narrate(topic) for _ in range(1 + (turn == 0))]
        article.paragraphs.append(" ".join(lines))
        article.paragraphs += article.floor(topic) if turn < 2 or rng.random() < 0.5 else []
        if turn == 1:
            article.paragraphs.append(article.narrate(rng.choice(("body", "body", "land"))))
    article.paragraphs.append(article.write(article.frame("plain", "lines")))
    return article


def in_style(text, marks):
    """``text`` with the outlet's quotation marks."""
    if not marks:
        if set("«»“”\"") & set(text):
            raise ValueError(f"an outlet without marks printed some: {text}")
        return text
    return re.sub("[«“]", marks[0], re.sub("[»”]", marks[1], text))


def settle(text, part, planted):
    """Take the wrapping out of ``text``; return the plain text and a row for each planted word.

    Offsets count code points and take in a whole written word, so an Arabic و or ب before it too.
    """
    plain, rows, last = "", [], 0
    for match in MARKER.finditer(text):
        plain += text[last:match.start()]
        start = len(plain)
        while start and re.match(r"[\u0621-\u063a\u0641-\u0652]", plain[start - 1]):
            start -= 1
        plain += match[2]
        place = {"part": part, "start": start, "end": len(plain), "surface": plain[start:]}
        rows.append(place | planted[int(match[1])])
        last = match.end()
    return plain + text[last:], rows
