"""Language, where the story does not say it, from its letters and commonest words; direction from the language.

Only what is sure is set: a language left empty is better than a wrong one, which hyphenates wrongly.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from msgspec.structs import replace

from exporter.model import Article, Edition, text_of
from exporter.model.language import direction_of
from exporter.model.walk import map_edition, plain_text

LEAST_WORDS = 25  # fewer prove nothing
LEAST_SHARE = 0.12  # of all words; in running text the sixteen commonest words make up a fifth to a third
LEAST_LEAD = 1.5  # times the share of the next language
SAMPLE = 20_000  # characters looked at

# Scripts that one language of the press all but owns, by the first word of the letter's Unicode name.
_SCRIPTS = {
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "THAI": "th",
    "GREEK": "el",
    "HEBREW": "he",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
}
# The commonest words of running text. Words that neighbours share are kept: the lead decides.
_WORDS = {
    "en": "the of and to in a is that for it was on are with as by at from this be have he said has his not were",
    "fr": "de la le et les des en un du une que est pour qui a dans par plus au il sur ne se ce sont avec pas aux",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er",
    "es": "de la que el en y a los se del las un por con una para su al lo como más es no sus este ha fue",
    "it": "di e il la che in a per un del una è con non sono le da si dei alla nel della i gli come anche più ha",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à foi pela",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij door uit naar heeft",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag från vi ska kan",
    "da": "og i at det som en på er af for med til den har de ikke om et han men var jeg fra vi skal kan blev",
    "no": "og i at det som en på er av for med til den har de ikke om et han men var jeg fra vi skal kan ble",
    "fi": "ja on ei se että oli hän mutta ovat kun myös joka sen niin kuin mukaan vuoden olla ole sekä jo",
    "pl": "w i na z się do nie że to o jest jak po za od są przez ale co dla przy był oraz tym już jego",
    "cs": "a v se na je že s z do o to i k za pro ve by jsou od po jako ale podle které který bylo",
    "ro": "de și în a la cu o pe din că care este nu un pentru mai au fost se sunt al prin ce sau după",
    "hu": "a az és hogy nem is egy ez meg de volt csak már még azt el ki mint aki amely szerint után",
    "tr": "ve bir bu da de için ile olarak çok daha olan en gibi kadar sonra ise ne var o dedi olduğu göre",
    "id": "yang dan di dengan untuk dari pada tidak ini itu dalam akan ke adalah juga telah oleh karena ada kata",
    "fil": "ng sa ang na mga ay at si ni kay para ito hindi nang may siya kanyang isang din rin mula ayon kung",
    "vi": "và của là có trong được cho không người với các những một đã này đến khi về từ để năm ra",
    "ru": "и в не на что с он по из как это а для его к но от за был у о было после также так её которые",
    "uk": "і в не на що з та до за як у це про він від але для його по є був якщо року також які під",
    "bg": "и на в се да за от не са че с това по е като си към при ще но след беше което който",
    "ar": "في من على إلى أن عن التي الذي هذا هذه مع ما كان بين بعد لا ذلك كما قال أو قد",
    "fa": "و در به از که این را با است آن برای یک خود تا بر هم نیز شده می ها شد گفت",
    "ur": "کے کی میں ہے اور سے کا کو نے پر اس کہ یہ ہیں بھی تھا جو ایک وہ کہا",
    "hi": "के में की है और से का को ने पर इस कि यह हैं भी था एक नहीं लिए कहा",
}
_STOP_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def settle_language(edition: Edition) -> Edition:
    """Return the edition with language and right-to-left direction set where they are missing and sure."""
    edition = map_edition(edition, _settle)
    languages = {article.language for article in edition.articles}
    shared = languages.pop() if len(languages) == 1 else ""
    return replace(edition, language=edition.language or shared)


def guess_language(text: str) -> str:
    """Return the language of the text (BCP 47), or "" when its letters and words do not prove one."""
    text = text[:SAMPLE]
    words = [word.lower() for word in re.findall(r"[^\W\d_]+(?:[\u0300-\u036f\u093e-\u094d]+[^\W\d_]*)*", text)]
    by_script = _by_script(text)
    if by_script or len(words) < LEAST_WORDS:
        return by_script
    shares = sorted(((_share(words, stops), language) for language, stops in _STOP_WORDS.items()), reverse=True)
    (best, language), (second, _) = shares[:2]
    return language if best >= LEAST_SHARE and best >= LEAST_LEAD * second else ""


def _settle(article: Article) -> Article:
    language = article.language or guess_language(_words_of(article))
    rtl = bool(language) and direction_of(language) == "rtl"
    return replace(article, language=language, direction=article.direction or ("rtl" if rtl else ""))


def _words_of(article: Article) -> str:
    return "\n".join((text_of(article.headline), text_of(article.deck), plain_text(article.body)))


def _by_script(text: str) -> str:
    """Return the language that owns the script of at least six in ten letters; kana make Chinese letters Japanese."""
    letters = [letter for letter in text[:2000] if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "?").split(" ")[0] for letter in letters)
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana > 0.1 * len(letters):
        return "ja"
    if not letters or len(letters) < LEAST_WORDS:
        return ""
    script, count = scripts.most_common(1)[0]
    return _SCRIPTS.get(script, "") if count >= 0.6 * len(letters) else ""


def _share(words: list[str], stops: frozenset[str]) -> float:
    return sum(word in stops for word in words) / len(words)
