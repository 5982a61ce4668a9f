"""Knows the English words that tell people from organisations and places, and those that quote."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

#: Words that stand with a capital before a person's name and are none of it.
TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron count king queen
    prince princess pope cardinal archbishop bishop rabbi imam sheikh rev reverend father sister
    brother president premier chancellor minister secretary undersecretary senator sen
    congressman congresswoman representative rep mp mps mep msp councillor councilman
    councilwoman cllr councilmember alderman mayor governor gov ambassador consul envoy
    commissioner deputy vice acting interim former chief chair chairman chairwoman chairperson
    director manager coach captain general gen colonel col major maj lieutenant lt sergeant sgt
    corporal officer inspector superintendent detective constable sheriff marshal admiral
    commander judge justice attorney prosecutor solicitor speaker spokesman spokeswoman
    spokesperson ceo cfo cto founder head leader economist analyst engineer nurse doctor
    substitute striker midfielder defender goalkeeper winger forward crown taoiseach
    vice-minister vice-president secretary-general attorney-general brigadier lawmaker executive
    member pc di dci dsi ds ps cpl capt cmdr fr sr rt hon qc kc ayatollah emir sultan
    tsar senor""".split()  # noqa: SIM905
)
#: Titles of several words, which hold words that are no titles by themselves.
LONG_TITLES = re.compile(
    r"\b(?:(?:Deputy |Assistant )*(?:Chief of (?:Mission|Staff|Police|Defen[cs]e)"
    r"|Secretary of (?:State|Defen[cs]e|the Treasury|Health|the Interior)"
    r"|Secretary[ -]General|Director[ -]General|Attorney[ -]General|Governor[ -]General"
    r"|Chief Executive(?: Officer)?|Prime Minister|Vice[ -]President|Chief Justice)) (?=\S)"
)
#: Nouns for what people are and do, in small letters.
ROLES = frozenset(
    """president premier chancellor minister secretary senator representative congressman lawmaker
    councillor mayor governor ambassador envoy commissioner chief chair chairman chairwoman
    director manager coach captain general colonel sergeant officer inspector superintendent
    detective judge lawyer attorney prosecutor solicitor barrister spokesman spokeswoman
    spokesperson founder co-founder owner head leader boss economist analyst professor lecturer
    scientist researcher biologist historian engineer architect nurse doctor surgeon physician
    paramedic midwife teacher headteacher principal student pupil farmer shepherd fisherman
    driver pilot supervisor organiser organizer activist campaigner author writer novelist poet
    journalist reporter editor broadcaster presenter actor actress singer musician composer
    artist painter sculptor photographer filmmaker chef baker butcher shopkeeper trader banker
    investor trustee treasurer curator librarian resident neighbour neighbor witness victim
    survivor suspect defendant father mother son daughter brother sister husband wife uncle aunt
    cousin widow grandfather grandmother striker midfielder defender goalkeeper winger forward
    substitute champion swimmer runner cyclist boxer skipper rival teammate colleague
    counterpart successor predecessor candidate deputy commander soldier veteran priest pastor
    bishop imam rabbi volunteer worker employee executive consultant adviser advisor strategist
    expert specialist technician forecaster meteorologist geologist astronomer physicist chemist
    psychologist therapist counsellor coroner ombudsman auditor mediator negotiator delegate
    diplomat master harbourmaster ranger warden keeper gardener developer designer programmer
    entrepreneur billionaire tycoon""".split()  # noqa: SIM905
)
#: Words that name what an organisation is, where they stand in its name.
ORGANISING = frozenset(
    """service authority ministry department trust council university college school academy
    institute institution committee commission union association federation confederation league
    party agency office bureau board bank fund foundation charity society club company
    corporation corp inc ltd limited llc plc group holdings partners industries resources energy
    systems technologies technology motors airlines airways railways railway transit transport
    line lines police army navy force forces guard court tribunal senate parliament congress
    assembly cabinet government administration treasury embassy consulate mission organization
    organisation alliance coalition network movement brigade hospital clinic surgery centre
    center museum theatre orchestra church mosque synagogue diocese times post herald guardian
    gazette courier tribune telegraph chronicle news radio television tv media press rovers
    united athletic wanderers albion rangers fc afc cf sc insurance pharmaceuticals pharma labs
    laboratories laboratory observatory programme program project team secretariat directorate
    inspectorate rescue watch international nations states comunidad banco ministerio partido
    flussbank stiftung gmbh ag sa cooperative co-operative collective chamber registry regulator
    exchange works brewery breweries co co. sons mills farms stores supermarkets councils teachers
    workers farmers seafarers mineworkers nhs brewing banking mining shipping publishing consulting
    logistics marine aviation aerospace capital ventures advisers advisors associates analytics
    foods entertainment studios steel petroleum chemicals cement automotive semiconductors
    electronics software robotics biotech therapeutics biosciences healthcare telecom telecoms
    telecommunications communications enterprises trading investments securities financial
    assurance front militia forum campaign initiative programme centers""".split()  # noqa: SIM905
)
#: What companies are, in front of their names: the rival Marsk Lines.
COMPANIES = frozenset(
    """rival rivals competitor owner developer retailer supplier operator carmaker insurer publisher
    broadcaster consultancy chipmaker drugmaker brewer manufacturer supermarket lender utility
    contractor housebuilder""".split()  # noqa: SIM905
)
#: What offices are for, as it stands in their names: Fire and Rescue, Food and Drug.
SUBJECTS = frozenset(
    """fire rescue food drug drugs competition markets consumer digital equality charities oceanic
    atmospheric foreign health welfare trade industry business labour labor energy
    environment education culture science technology transport finance security rights justice
    agriculture prevention control communities development planning housing care water power sport
    sports media arts human commerce tourism fisheries forestry defence defense safety standards
    customs revenue border immigration innovation skills work pensions climate oceans
    infrastructure investment research medicine engineering families children ageing""".split()  # noqa: SIM905
)
#: Whose society something is, where "of", "for" or "against" follows: Friends of the Lake.
MEMBERS = frozenset(
    """friends citizens residents mothers parents scientists lawyers doctors physicians reporters
    journalists veterans voices campaign campaigners women students families neighbours neighbors
    artists farmers patients people sons daughters defenders guardians builders""".split()  # noqa: SIM905
)
#: What organisations are, in small letters beside their names: the union, HK Kultur.
BODIES = ORGANISING | frozenset(
    """firm startup start-up nonprofit non-profit think-tank thinktank union landlord carrier giant
    maker chain outlet newspaper magazine watchdog broadcaster publisher retailer supplier operator
    manufacturer lender consultancy carmaker chipmaker drugmaker airline brewer insurer developer
    thinktanks conglomerate start-ups band ensemble troupe""".split()  # noqa: SIM905
)
#: Organisations whose names say nothing of what they are: small letters, words joined by _.
INSTITUTIONS = frozenset(
    """reuters bloomberg bbc cnn nato unicef unesco oxfam greenpeace interpol europol frontex
    hezbollah hamas taliban kremlin pentagon congress parliament senate treasury opec knesset
    bundestag unilever boeing airbus microsoft google toyota volkswagen samsung siemens pfizer
    openai ofcom ofsted ofgem ofwat acas fifa uefa white_house downing_street scotland_yard
    red_cross red_crescent companies_house national_trust human_rights_watch
    amnesty_international save_the_children""".split()  # noqa: SIM905
)
#: Letters behind the name of a person, which say what honour or office somebody has.
DEGREES = frozenset(
    "KC QC SC MP MSP MEP MLA TD OBE MBE CBE DBE KBE PhD MD Jr Jr. Sr Sr. II III IV".split()  # noqa: SIM905
)
#: Words that name what a place is, where they stand last in its name.
PLACING = frozenset(
    """street road avenue lane square park bridge river creek lake bay beach island islands
    mountain mountains hill hills valley forest county district province region city town
    village borough airport station harbour harbor port stadium arena field coast sea ocean
    desert canal dam highway quay wharf tower house hall palace prison estate gardens pass
    peninsula strait gulf north south east west""".split()  # noqa: SIM905
)
#: Words with which the names of places begin.
PLACE_FIRST = frozenset(
    [
        "port",
        "lake",
        "mount",
        "san",
        "santa",
        "saint",
        "st",
        "fort",
        "new",
        "north",
        "south",
        "east",
        "west",
        "cape",
        "el",
        "los",
        "las",
        "great",
    ]
)
#: Given names that many people bear: what begins with one is somebody's name.
GIVEN = frozenset(
    """aaron abdul abdullah abigail adam adrian ahmed aisha alan albert alejandro alex alexander
    alexandra alexei alfred ali alice alison amanda amara amina amir amy ana anders andre andrea
    andreas andrei andrew andy angela anita ann anna anne annie anthony antonio antony anton
    aoife arjun arthur ashley barbara ben benjamin bernard beth bettina bill bob boris brenda
    brian bruce camille carl carla carlos carmen carol caroline catherine charles charlotte chen
    chloe chris christian christina christine christopher claire clara claudia colin connor
    craig cristina dan daniel daniela david dean deborah denis dennis diana diego dmitri dominic
    donald donna dorothy douglas duncan ed eduardo edward eileen elena eleanor elizabeth ella
    ellen emily emma emmanuel eric erik ernest esther ethan eugene eva evelyn fatima felix
    fernando fiona florence frances francesca francis francois frank fred frederick gabriel
    gareth gary gavin gemma geoffrey george gerald giles giorgio giovanni giulia gloria gordon
    grace graham grant greg gregory guy hannah hans harold harriet harry hassan heather hector
    heidi helen helena henrik henry hugh hugo hussein ian ibrahim igor imran ingrid irene isaac
    isabel isabella ivan jack jacob jacqueline jacques jaime jake james jamie jan jane janet
    jasmine jason javier jean jeff jeffrey jennifer jeremy jerome jessica jill jim jo joan
    joanna joe joel johan johannes john johnny jonas jonathan jorge jose joseph joshua josé juan
    judith julia julian julie juliet jun jung justin kamala karen karim karl kate katherine
    kathleen kathryn katie keith kelly ken kenneth kevin khalid kim kimberly kofi kwame lars
    laura lauren laurent lawrence leah lee lena leo leon leonard leslie lewis liam lily linda
    lindsay lisa liz lorenzo louis louise luc luca lucas lucie lucy luis luke lydia madeleine
    magnus malcolm manuel marc marcel marco marcus margaret maria marie marina mario marion mark
    marta martha martin martina mary mateo mathew matteo matthew maurice max maya megan mehmet
    mei melanie melissa michael michel michelle miguel mike mikhail milena miriam mohamed
    mohammad mohammed molly monica mustafa nadia naomi naledi natalia natalie nathan neil nelson
    nicholas nick nicola nicolas nicole nigel nikolai nina noah noel nora norman oleg oliver
    olivia olga omar oscar owen pablo pamela patricia patrick paul paula pauline pavel pedro
    penelope peter philip philippe phillip pierre piotr priya rachel rafael raj rajesh ralph
    ravi raymond rebecca ricardo richard rita robert roberto robin roger roland ronald rosa rose
    rosemary ross roy rupert russell ruth ryan sally sam samantha samir samuel sandra sara sarah
    scott sean sebastian sergei sergey sergio shane sharon sheila shirley simon simone sofia
    sonia sophia sophie stefan stella stephanie stephen steve steven stuart sue susan suzanne
    svetlana sven sylvia søren tamsin tanya tara teresa terry theo theresa thomas tim timothy
    tina toby todd tom tomas tommy tony tracy trevor ursula valentina valerie vanessa vera
    veronica victor victoria vincent viktor virginia vivian vladimir walter wang wayne wendy
    wilhelm will william winston xavier yasmin yusuf yuri yvonne zainab zara zoe""".split()  # noqa: SIM905
)


@cache
def _countries() -> frozenset[str]:
    return frozenset(Locale("en").territories.values())


def is_country(name: str) -> bool:
    """Whether a name is that of a country, or of a part of the world."""
    return name in _countries()


#: Verbs that give somebody's words, as they stand behind or before them.
_SAYING = (
    "said|says?|told|tells|added|adds|replied|replies|explained|explains|stated|states|warned|warns"
    "|insisted|insists|argued|argues|claimed|claims|noted|notes|admitted|admits|conceded|concedes"
    "|declared|declares|announced|announces|asked|asks|recalled|recalls|remarked|remarks|wrote"
    "|writes|tweeted|tweets|posted|posts|joked|jokes|continued|continues|concluded|concludes"
    "|commented|comments|complained|complains|confirmed|confirms|denied|denies|acknowledged"
    "|described|describes|called|calls|urged|urges|vowed|vows|pledged|promised|promises|predicted"
    "|observed|observes|responded|responds|answered|answers|quipped|shouted|whispered|cried|pleaded"
    "|lamented|mused|reads?|shared|revealed|reveals|disclosed|reported|testified|testifies|thanked"
    "|praised|accused|reiterated|reaffirmed|emphasi[sz]ed|stressed|suggested|suggests|recounted"
    "|speaks|spoke|speaking|saying|telling|adding|warning|writing|insisting|remembers|remembered"
    "|thinks|believes|believed|hopes|cautioned|cautions|countered|counters|contended|contends"
    "|maintained|maintains|boasted|boasts|reflected|reflects|agreed|agrees|sighed|sighs"
    "|estimated|[Aa]ccording to"
)
SAYING = re.compile(rf"\b(?:{_SAYING})\b")
#: Those of them that give words which stand between no marks, too.
REPORTING = re.compile(
    r"\b(?:said|says|told reporters|[Aa]ccording to|announced|confirmed|claimed|claims|reported"
    r"|added|warned|estimates)\b"
)
PRONOUN = re.compile(r"\b(?:he|she|they|it|who|i|we)\b", re.IGNORECASE)
