"""Word, RTF and PDF files as plain text."""

import io
import logging
import re
import zipfile

from nabra.corpora.decode import Unreadable
from nabra.corpora.entries import LIMIT, RATIO
from nabra.corpora.optional import library

LETTER = re.compile(r"[^\W\d_]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
MOST = 0.05  # share of right-to-left letters above which a PDF is refused


def docx(data):
    """The paragraphs of a .docx file, a line each."""
    library("docx", "Word files")
    from docx import Document

    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
        if sum(info.file_size for info in infos) > max(LIMIT, RATIO * len(data)):
            raise Unreadable("it unpacks to more than a Word file of articles does; save it as text")
        return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)
    except Unreadable:
        raise
    except Exception as error:  # the library raises what its parts raise
        raise Unreadable(f"it is not a whole Word file ({error}); save it anew or as text") from None


def rtf(data):
    """The text of an .rtf file."""
    reader = library("striprtf.striprtf", "RTF files")
    if not data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable("it is not RTF, whatever its name says; save it as text")
    try:
        return reader.rtf_to_text(data.decode("latin-1"), errors="replace")
    except Exception as error:
        raise Unreadable(f"its RTF cannot be read ({error}); save it as text") from None


def pdf(data):
    """The text of a PDF whose letters run from left to right.

    Raises
    ------
    nabra.corpora.decode.Unreadable
        It is locked, broken or holds no text, or is in a script that runs from right to left: PDF keeps
        letters in the order of their places on the page, and what pypdf makes of Arabic with numbers or
        Latin words in it is not the text that was printed.
    """
    pypdf = library("pypdf", "PDF files")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it tells at length is said here once
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("the PDF is locked with a password; save it without one")
        text = "\n\n".join(page.extract_text() or "" for page in reader.pages)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"it is not a whole PDF ({type(error).__name__}); save its text") from None
    letters = len(LETTER.findall(text))
    if not letters:
        raise Unreadable("the PDF holds no text (pictures of pages?); read it by OCR and save the text")
    if len(RIGHT_TO_LEFT.findall(text)) > MOST * letters:
        raise Unreadable("the PDF is in Arabic or another script from right to left, whose order of letters "
                         "a PDF does not keep; save the article as a web page or as text instead")
    return text
