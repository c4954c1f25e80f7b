"""What web pages and newspaper readers write around a story, in the languages of their readers, as tables of phrases.

A line is compared in its *form*: small letters, every number as ``#``, no signs at its ends. A phrase that ends in
``*`` is the beginning of a line.
"""

from __future__ import annotations

import re
from functools import lru_cache

from exporter.regex import regex

LONGEST_SHORT, LONGEST = 48, 400  # letters of a line that begins with a short phrase, and with a sure one

_NUMBER = regex(r"[\d٠-٩](?:[\d٠-٩.,:\u00a0\u202f]*[\d٠-٩])?(?:[kKmM]\b|\s?%)?")
_NEW_WINDOW = regex(r",?\s*\(?opens (?:an external site )?(?:in )?(?:a )?new (?:tab|window)\)?", re.IGNORECASE)
_IDEOGRAPHS = regex(r"(?<=[\u3040-\u9fff]) | (?=[\u3040-\u9fff])")  # the spaces beside them say nothing
_SIGNS = " \u00a0\u202f.…:：·•∙|›»«‹>,;–—-()（）[]「」+"


@lru_cache(maxsize=1024)  # every table is asked for every line
def form(text: str) -> str:
    """Return the line as the tables have it: ``5 Min. Lesezeit ›`` as ``# min. lesezeit``."""
    plain = _NEW_WINDOW.sub("", text).casefold().replace("’", "'").replace("\u0307", "")
    counted = _NUMBER.sub("#", plain).replace("(#)", "#")
    return _IDEOGRAPHS.sub("", " ".join(counted.strip(_SIGNS).split()))


def _rows(rows: str) -> list[str]:
    return [phrase for row in rows.split("\n") for part in row.split("|") if (phrase := part.strip())]


class Phrases:
    """A table of phrases. Those that end in ``*`` begin a line of at most `longest` letters."""

    def __init__(self, rows: str, longest: int = LONGEST_SHORT) -> None:
        self._whole = frozenset(phrase for phrase in _rows(rows) if not phrase.endswith("*"))
        self._begins = tuple(phrase[:-1] for phrase in _rows(rows) if phrase.endswith("*"))
        self._longest = longest

    def hold(self, said: str) -> bool:
        """Return True for a form that is in the table."""
        return said in self._whole or (len(said) <= self._longest and said.startswith(self._begins))


# One word on a button; alone between two long paragraphs such a word may be a crosshead.
BUTTONS = Phrases("""
    share|listen|save|print|like|email|comment|comments|follow|follow us|gift|bookmark|copy link|sign in|log in
    sign up
    subscribe|translate|more|like #|share #|comment #|comments #|restacks|write|image|photos|video|summary
    teilen|anhören|vorlesen|merken|drucken|kommentare|kommentare #|abonnieren|anmelden|folgen|mehr
    artikel teilen|artikel anhören|artikel merken|artikel drucken
    partager|écouter|imprimer|sauvegarder|réagir|commentaire|commentaires|commentaires #|s'abonner|se connecter
    suivre
    offrir l'article|écouter l'article|partager l'article|sauvegarder l'article|contribuer
    compartir|escuchar|guardar|imprimir|comentar|comentarios|suscríbete|suscribete|suscribirse|iniciar sesión
    seguir
    condividi|ascolta|salva|stampa|commenti|abbonati|accedi|partilhar|compartilhar|ouvir|delen|deel|luister
    bewaar
    dela|lyssna|spara|skriv ut|följ|logga in|läs mer|del|lyt|gem|udskriv|log ind|del artikel|lagre|logg inn|lytt
    paylaş|dinle|kaydet|yazdır|giriş yap|abone ol|ibahagi|pakinggan|i-save|поделиться|слушать|сохранить|печать
    שמירה|שיתוף|הדפסה|כניסה|תגובות|האזנה|تسجيل الدخول|مشاركة|شارك|استمع|حفظ|طباعة|تعليقات
    シェア|共有|保存|印刷|その他|コメント|この記事をシェア|分享|공유
""")
# How long it takes, how often it was read, who may read it; ways to share it; all that has to do with an account.
SURE = Phrases("""
    share on *|share via *|share this *|share by *|share full article|listen to this article*|listen to article
    listen to the article|listen to story|listen to the story|listen to this story|save this article
    save this story
    save article|save story|print this page|print this article|print this story|gift this article
    email this article
    email this story|copy link to *|link copied*|report an issue|reuse this content|add to favorites
    add to favourites
    leave a comment|write a comment|view comments|view all comments|jump to comments*|commentsjump to comments*
    # comments|# comment|# likes|# like|# restacks|# shares|# views|# claps|member-only story|current progress #
    follow publication|open in app|get app|# followers|# following|# subscribers|over # subscribers
    enter your email*|type your email*|already have an account*|skip advertisement|skip past *
    after newsletter promotion
    view image in fullscreen|open image in gallery|view gallery|image # of #|# of #|#/#|# / #|page #/#
    purchase licensing rights
    premium|subscriber only|subscribers only|exclusive to subscribers|for subscribers|for subscribers only
    print subscriptions
    this article is more than #*|free daily newsletter|add as preferred source*|add us on google
    translate this article
    # min read|# mins read|# minute read|# minutes read|#-min read|#-minute read|# min listen|# minute listen
    # min
    reading time # min|reading time # mins|reading time # minutes|reading time: # min|reading time: # minutes
    ad feedback|aa|end of article|follow us on social media|shared from *|read in app|read the full story *
    upgrade to paid|start writing|get the app
    teilen auf *|teilen per *|teilen via *|zur merkliste hinzufügen|artikel anhören *|link kopieren
    diskutieren sie mit
    # kommentare|# kommentar|# min lesezeit|# min. lesezeit|# minuten lesezeit|# minute lesezeit|# min lesedauer
    # min. lesedauer|lesezeit # min|lesezeit # minuten|lesezeit: # min|lesezeit: # minuten|lesezeit: ca. # min
    lesezeit: ca. # minuten|lesedauer # min|lesedauer: # min|lesedauer: # minuten|als e-paper lesen
    bild in voller größe
    partager sur *|partager par *|partager via *|ajouter à vos sélections|# commentaires|# commentaire
    temps de lecture # min|temps de lecture: # min|temps de lecture : # min|lecture # min|lecture: # min
    lecture : # min
    temps de lecture # minutes|lecture # minutes|# min de lecture|# minutes de lecture|# min. de lecture
    article réservé aux abonnés|article réservé à nos abonnés|réservé aux abonnés|réutiliser ce contenu
    lire plus tard
    ouvir o texto|diminuir fonte|aumentar fonte|copiar link|compartir en *|compartir por *
    desplegar redes sociales|ir a los comentarios|# comentarios|# comentario
    # min de lectura|# minutos de lectura|# min. de lectura|# min de leitura|# minutos de leitura|# comentários
    exclusivo suscriptores|solo para suscriptores
    condividi su *|condividi via *|condividisalva|ascolta l'articolo|# commenti|# min di lettura
    # minuti di lettura
    leggi dopo|regala questo articolo|leestijd # min|leestijd: # min|leestijd: # minuten|# reacties
    deel dit artikel
    läs vidare|bli medlem|bli prenumerant|följ ämnet*|dela artikeln|dela på *|del på *|# kommentarer
    # min læsetid
    # min lästid|kopiér link|kopiera länk|gem artikel|kun for abonnenter|for abonnenter|kopier lenke
    twitter'da paylaş|facebook'da paylaş|facebook'ta paylaş|whatsapp'ta paylaş|e-posta ile gönder
    haberin devamı|# yorum
    # تعليق|# تعليقات|# دقائق للقراءة|# دقيقة للقراءة|# دقائق قراءة|# دقيقة قراءة
    有料記事|有料会員限定記事|会員限定記事|会員限定|シェアする|ログイン|新規登録|記事を保存
""")
ADVERTS = Phrases("""
    advertisement|advertising|advertisement scroll to continue|advertisement · scroll to continue
    story continues below|story continues below advertisement|article continues below*|article continues after*
    anzeige|werbung|publicité|publicidad|anuncio|pubblicità|publicidade|advertentie|reklame|reklam|annons
    annonce
    annonse|mainos|реклама|פרסומת|إعلان|広告|pr|广告|광고|promoted content|sponsored content|sponsored
""")
# Invitations and machines' sentences, told by how they begin.
SENTENCES = Phrases(
    """
    sign up for our *|sign up for the *|sign up for this *|sign up to our *|sign up to the *|sign up to this *
    sign up here*
    thanks for reading*|subscribe to our *|subscribe for free*|subscribe for full *|subscribe now*
    by subscribing, i *|by signing up, *|by clicking submit*|discover more from *|privacy notice: newsletters *
    unlock the editor's digest*
    you are seeing a snapshot *|this summary is ai-generated*|today at #*|a version of this article appear*
    see more on: *|our standards: *
    get the latest news *
    receive the latest news *|follow us on *|this site is protected by recaptcha *|we use cookies *
    this website uses cookies *
    updated # min*|updated # hour*|updated # day*|last updated # *|published # min*|published # hour*
    posted # hour*
    published # day*|posted # day*|posted # min*|updated an hour ago|# min ago|# mins ago|# minutes ago
    # hours ago|an hour ago
    # hour ago|# days ago|# day ago|aktualisiert vor # *|vor # minuten|vor # stunden|vor # stunde|vor # tagen
    il y a # *
    hace # *|newsletter abonnieren|jetzt abonnieren|abonnieren sie *|inscrivez-vous à *|inscrivez-vous pour *
    suscríbete a *|suscribete a *|si está interesado en licenciar *|cookies erlauben*
    nous utilisons des cookies*
    pressreader.com*|original copy*|copyright and protected by applicable law*
    printed and distributed by pressreader*
    ※掲載される投稿は*|多様な観点からニュースを考える|si tienes cuenta en *|すべての記事が読み放題|有料会員が初回*
    """,
    LONGEST,
)
# Here the page says that the story goes on, for those who pay.
PAYWALLS = Phrases(
    """
    il vous reste # de cet article*|la suite est réservée*|cet article est réservé*|pour lire la suite*
    regístrate gratis para seguir*|regístrate para seguir*|suscríbete para seguir*|para seguir leyendo*
    このコンテンツは会員限定*|この記事は会員限定*|この記事は有料*|残り#文字|記事残り#文字|有料記事残り#文字|有料会員限定記事残り#文字
    subscribe to continue reading*|subscribe to keep reading*|to continue reading*|continue reading for free*
    already a subscriber? log in to *|this post is for paid subscribers*|keep reading with a *
    sign in to continue reading*
    create a free account to continue*|sie möchten den artikel weiterlesen*|weiterlesen mit *|jetzt weiterlesen*
    lesen sie diesen artikel mit *|per continuare a leggere*|continua a leggere con*|abbonati per continuare*
    para continuar a ler*|om verder te lezen*|lees verder met *|fortsätt läsa med *|læs videre med *
    prenumerera för att *
    """,
    LONGEST,
)
LINKS = Phrases("""
    read more|read also|also read|see also|related|related stories|related articles|related news|more on this
    more on this story|more stories|more on *|recommended|recommended stories
    mehr zum thema|lesen sie auch|lesen sie dazu|lire aussi|à lire aussi|sur le même sujet|leer más|lea también
    más información|leggi anche|leia também|leia mais|saiba mais|lees ook|läs också|läs mer|læs også|les også
    basahin din
    ayrıca okuyun|ilgili haberler|читайте также|קראו גם|اقرأ أيضا|اقرأ أيضًا|関連記事|あわせて読みたい|相关阅读
""")
TAGS = Phrases("""
    archivado en|topics|tags|themen|schlagworte|schlagwörter|etiquetas|mots-clés|related topics|suggested topics
    explore more on these topics|follow the topics in this article|emner|ämnen|etiketler|теги|sujets
""")
# What stands below is of the page, not of the story.
ENDS = Phrases("""
    related content|related internet links|promoted content|top stories|most read|most popular|most viewed
    trending
    discussion about this post|what readers are saying|follow the topics in this article
    explore more on these topics|suggested topics
    related topics|ready for more|more from *|more stories|you may also like|recommended for you|recommended
    comments
    follow topics|more in *|written by *|sobre la firma|archivado en|lo más visto|más noticias|les plus lus
    dans la même rubrique
    meistgelesen|das könnte sie auch interessieren|mehr aus *|più letti|i più letti|mest läst|mest læst
    mest lest
    アクセスランキング|関連トピック|人気記事
""")
