"""What a sentence does: ask, state an obstacle, support, oppose, or tell."""

import pytest

from naeringsgraf.model.meeting import Mode
from naeringsgraf.parsing.cues import load_cues
from naeringsgraf.parsing.statements import tell_modes
from naeringsgraf.parsing.vocabulary import load_words


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunen ber regjeringen vurdere en egen støtteordning for småskala fiske.",
        "Rådet oppmodar Nye Veier om å setje i gang før sommaren.",
        "Dei vil at KS skal forhandle på vegner av alle.",
        "Hun mente at fylkestinget måtte si tydelig fra.",
        "Vi forventer at Statkraft tar ansvar for oppryddingen.",
        "Det trengs flere barnehageplasser i sentrum.",
        "Det er behov for en felles boligstrategi.",
        "Bredbånd må på plass i hele kommunen innen 2027.",
        "Vi etterlyser en tydelig plan for ferjesambandet.",
        "Han tok til orde for at kommunene slår sammen næringsselskapene.",
        "Ingen kan vente på en ny utredning nå.",
        "Staten får ta rekninga for rassikringa.",
        "Moe ville ha saken tilbake til administrasjonen.",
        "Kunne Statnett komme og orientere?",
        "Bør ikke universitetet også ta del i dette?",
        "Fylkeskommunen blir bedt om å kartlegge behovet.",
        "Pass på at små bedrifter også får være med.",
        "Set fart på saka!",
        "Bruk heller pengene på vedlikehold.",
        "Vår oppfordring er klar: bygg nettet først.",
        "Innspelet var at partane deler kostnaden.",
        "Rudi savner noe om reiseliv i planen.",
        "Vi håper kommunene følger dette opp.",
        "Ho vonar likevel at fylket tek del.",
        "Hva med å samle søknadene i ett skjema?",
        "Kan Bane NOR dele tegningene?",
        "Takk for det, kan Elvia komme på neste møte?",
        "Kommunen må si nei til flere kjøpesentre.",
        "Ho sa at bygda har tre krav: veg, veg og veg.",
        "Vi har bedt departementet om unntak.",
        "Hun svarte at kommunene bør slå seg sammen om en søknad.",
        "Berg ville ha bussen tilbake: Hvem skal ellers kjøre elevene?",
    ],
)
def test_asking_is_told_by_verb_modal_need_or_question(sentence: str) -> None:
    """In bokmål and nynorsk, with or without somebody named who is asked."""
    assert tell_modes(sentence)[0][0] is Mode.REQUEST


@pytest.mark.parametrize(
    "sentence",
    [
        "Han ønsket alle velkommen til møtet.",
        "Kommunen ønsker å bygge et nytt industriområde på Åsen.",
        "Industrien har bedt om 90 MW.",
        "Fabrikken bygger ut og trenger 40 lærlinger.",
        "Hvordan må søknaden se ut?",
        "Mange søkere får nei når de vil ha lån.",
        "Hun svarte at saken må behandles i fylkestinget.",
        "Ein må rekne med to år.",
        "Eiendomsskatt er ikke foreslått i år.",
        "Moe ba om å få vurdert sin habilitet.",
        "Han svarte at en ny kai krever ti millioner, og at noen må ta regningen.",
        "Ho opplyste at banken vil ha sikkerheit.",
        "Lie gjorde oppmerksom på at saken må til fylkestinget.",
        "Rådgjevaren melde at skulane treng åtte søkjarar til.",
        "Full utbygging krever 40 MW.",
        "Skal dette gå, trengs det 200 fagfolk.",
        "Bygda ber ikke om penger.",
        "Departementet har bedt Sintef om en rapport.",
        "Hva med støyen?",
        "Kommunen kan stille krav om lærlinger.",
        "Hver høst må vi lære opp nye.",
        "Det er vanskelig, fordi de må legge ut pengene selv.",
        "Dette er alt bøndene treng.",
        "Ho ville ha fram at bygda er meir enn fisk.",
        "Kan kommunar vere med?",
        "Ramma er lita, så dei fleste må få avslag.",
        "Ho måtte diverre gå før tida.",
        "Renta må ta skylda for mykje.",
        "Er ikke enig med Moe i at satsen bør økes.",
        "Lie ønsket særlig de nye medlemmene lykke til.",
    ],
)
def test_what_only_looks_like_asking_asks_nobody(sentence: str) -> None:
    """A welcome, one's own plans, what somebody else has ordered, a number needed, a question, an answer, a refusal."""
    assert tell_modes(sentence)[0][0] is not Mode.REQUEST


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi sliter med å få tak i lærere.",
        "Nettkapasiteten er sprengt.",
        "Det finst ikkje ledige bustader i bygda.",
        "Vi har bare fem søkere til tolv stillinger.",
        "Ungdommene flytter ut og kommer ikke tilbake.",
        "Kaia er for liten for cruiseskipene.",
        "Hotellet måtte stenge i januar.",
        "Ingen bank vil finansiere nye fjøs.",
        "Dei kommunale avgiftene har auka mykje.",
        "Fylket har kuttet bussruta over fjellet.",
        "Prosjektet står fast i påvente av konsesjon.",
        "Skredfaren gjer at vegen er stengd halve vinteren.",
        "Elevane må reise to timar kvar veg.",
        "Hvorfor betaler vi den høyeste nettleien?",
        "Verftene roper etter sveisere.",
        "Ungdommen velger bort byggfag.",
        "Gründerne faller mellom to stoler.",
        "Budsjettet er kuttet med fire millioner.",
        "Dei har venta sidan i fjor på løyve.",
        "Siste buss går klokka fem.",
        "Vogntogene sto i seks timer på fjellet.",
        "Det er sagt nei til meir vatn.",
        "Grunneierne er uenige om prisen.",
        "Misser vi legen, misser vi bygda.",
        "Prioriteringen er problematisk for små bedrifter.",
        "Kaia er utrangert.",
        "Rammevilkårene endres hele tiden.",
        "Investeringsviljen er lav.",
        "Søknaden har ligget 14 måneder hos direktoratet.",
        "Sesongarbeidarane bur i campingvogner.",
        "Etatene skylder på hverandre.",
        "Rederiet kutter to avganger.",
        "Sju bønder sluttar i haust.",
        "Vi får to mil linje, men ikke en krone i skatt.",
        "Ferjekaia er fra 1974.",
        "Laboratoriet er frå 1980-talet.",
        "Renseanlegget er bygd for 900 fastboende.",
        "Legevakta er dimensjonert for halvparten.",
        "Det går ingen buss på søndager.",
        "Vi har tomter som ingen kjøper.",
        "Ordninga er i ferd med å bryte saman.",
        "Enova avslo søknaden.",
        "Tomta vert verdilaus.",
        "Bedriften har ventet tre døgn på svar.",
        "Skulen har venta på lærarar i fire år.",
        "Eleven har fått lengre skolevei.",
        "Ferga har ikke plass til mer enn tolv biler.",
        "Vi har areal, men ikke strøm.",
        "Kommunen har éin planleggjar, og han går av i haust.",
    ],
)
def test_obstacle_is_told_by_lack_denial_excess_or_loss(sentence: str) -> None:
    """What is missing, cannot be done, is too much or too little, stands still, is lost; or has to be borne."""
    assert tell_modes(sentence) == [(Mode.PROBLEM, "obstacle")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Det er ikke lenger noe problem å få tak i fagfolk.",
        "Køen er borte, og trafikken går godt.",
        "Ingen hadde merknader til innkallingen.",
        "Saken ble utsatt til neste møte.",
        "Vi har nok areal til de neste ti årene.",
        "Klimaregnskapet viser at utslippene er redusert med 20 prosent.",
        "Hvordan er mangelen på boliger løst i andre regioner?",
        "Det var ikke vanskelig å finne fagfolk.",
        "Hun kunne ikke svare på dette i møtet.",
        "Rådmannen ville ikkje ta stilling til tomta.",
        "Hadde ikke lest notatet.",
        "Nedgangen er midlertidig.",
        "Kommunen har nullvisjon for tap av matjord.",
        "Bedriftene gir seg ikke.",
        "Han kunne ikke tallfeste dette.",
        "Til dette kunne ho ikkje love noko.",
        "Styret drøftet ikke regnskapet.",
        "Bygda kjenner seg ikkje att i biletet.",
        "Det ville ikke Lie være med på.",
        "Moe savnet skogen i planen.",
        "Lie tok imot utfordringen.",
        "Ingen hadde innvendinger.",
        "Kommunen har ikke bruk for flere kaier.",
        "Søkjarane var mange, og ramma er på seks millionar.",
        "Konserten ble utsolgt.",
        "Anbudet er ikke avgjort.",
        "Vik stilte spørsmål om hva kommunen mister.",
        "Hun innledet om tapene i fjor.",
        "Dette var et dårlig forslag.",
    ],
)
def test_obstacle_denied_or_overcome_is_none(sentence: str) -> None:
    """Neither is a formality, nor what is only asked about, nor what somebody cannot yet tell."""
    assert tell_modes(sentence)[0][0] is Mode.INFORMATION


def test_two_weak_signs_weigh_as_much_as_a_strong_one() -> None:
    """A high price alone may be good news; one that does so each winter is none."""
    assert tell_modes("Prisen er avtalt for tre sesonger.")[0][0] is Mode.INFORMATION
    assert tell_modes("Prisen faller hver vinter.")[0][0] is Mode.PROBLEM


@pytest.mark.parametrize(
    "sentence",
    [
        "Terminalen har bare ett spor, og Bane NOR må bygge et til.",
        "Kaia må utvidast, men hamnevesenet manglar pengar.",
        "Hun ville ha flere plasser; fagskolen har måttet si nei til hver tredje søker.",
        "Ho bad fylket handle: vegen er stengd kvar vinter.",
    ],
)
def test_a_sentence_asks_in_one_clause_and_states_an_obstacle_in_another(sentence: str) -> None:
    """Each clause says its own; the request comes first."""
    assert [mode for mode, _ in tell_modes(sentence)] == [Mode.REQUEST, Mode.PROBLEM]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nettselskapet bør offentliggjøre køen.",
        "Hun ville at skolen skulle bli, slik at ungdommen ikke flytter ut.",
        "Fylket må velje no, elles mistar vi bedrifta.",
        "Han ba staten rydde opp i ventelistene, og takket for møtet.",
    ],
)
def test_an_obstacle_beside_what_is_asked_for_gives_the_reason(sentence: str) -> None:
    """In the clause that asks, or in one that hangs on it, it is no statement of its own."""
    assert [mode for mode, _ in tell_modes(sentence)] == [Mode.REQUEST]


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("Støtter forslaget fra Berg.", Mode.SUPPORT),
        ("Ho slutta seg til det Lie sa.", Mode.SUPPORT),
        ("Er enig med Dal i dette.", Mode.SUPPORT),
        ("Lie var uenig i at datasentre er et problem.", Mode.OPPOSITION),
        ("Ho gjekk imot framlegget.", Mode.OPPOSITION),
        ("Moe advarte mot å si nei til fabrikken.", Mode.OPPOSITION),
        ("Kunne ikke støtte forslaget.", Mode.OPPOSITION),
        ("Nordbø er skeptisk til bompenger.", Mode.OPPOSITION),
        ("Verkstedet tar imot tolv lærlinger.", Mode.INFORMATION),
        ("De som fikk støtte i fjor, er i gang.", Mode.INFORMATION),
    ],
)
def test_support_and_opposition_are_told_by_the_verb(sentence: str, mode: Mode) -> None:
    """What is opposed is not taken for the speaker's own; "ta imot" and money called "støtte" are neither."""
    assert tell_modes(sentence)[0][0] is mode


def test_every_class_of_the_word_list_is_there() -> None:
    """A phrase with a class that is misspelt would never be found; a name is told by its capital."""
    words = load_words("statements.toml")
    named = {
        part[1:-1]
        for section, lists in words.items()
        if section != "classes"
        for phrases in lists.values()
        for phrase in phrases
        for part in phrase.split()
        if part.startswith("<")
    }

    assert named - set(words["classes"]) == {"name"}


def test_every_word_of_a_class_is_one_word() -> None:
    """A phrase is matched word by word, so that two words in a class would never be found."""
    cues = load_cues()
    several = [
        word
        for entry in load_words("statements.toml")["classes"].values()
        for word in entry.get("words", ())
        if len(cues.read(word)) != 1
    ]

    assert several == []
