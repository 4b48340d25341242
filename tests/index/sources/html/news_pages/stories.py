"""Invented stories in several languages, which the pages of `news_pages` print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A headline, the standfirst below it, and the paragraphs."""

    title: str
    standfirst: str
    paragraphs: tuple[str, ...]


TRAM = Story(
    "Kel approves a second tram line",
    "Nine of fifteen councillors vote for the route to the university after six hours of debate.",
    (
        "The town council of Kel approved a second tram line late on Monday, ending a quarrel that"
        " had divided the harbour town for most of a decade.",
        "Mayor Ilse Graen said the first trains would run in 2028 and that the state would pay two"
        " thirds of the 310 million crowns.",
        "“We have waited long enough,” Graen told reporters outside the town hall. “This line is "
        "for"
        " the people who get up at five.”",
        "The route begins at the ferry pier, crosses the old market and ends at the university,"
        " with twelve stops in between.",
        "Opponents had asked for a referendum. The council turned the motion down by nine votes to"
        " six, with no abstentions.",
        "Ole Berg, who leads the opposition, called the price a fantasy and pointed to the "
        "bridge of"
        " 2011, which had cost twice what was promised.",
        "The bus drivers’ union wants guarantees for 140 posts. It will call a strike in April if"
        " there is no answer by the end of the month.",
        "Work on the depot begins in May, the works department said, and the first rails will be"
        " laid near the harbour before the summer holidays.",
        "The last tram in Kel had run in 1967, when the network was replaced by buses after a "
        "fire.",
        "The council meets again on 7 April to vote on the contract for the trains, which three"
        " makers want to build.",
    ),
)

HARVEST = Story(
    "Velmora's apple harvest halves after the late frost",
    "Growers in the valley speak of the worst spring in forty years and ask for help.",
    (
        "Apple growers in the Velmora valley expect half of last year's harvest after frost in the"
        " third week of April killed blossom on most of the slopes.",
        "The growers' association counted losses on 412 of 600 farms, its chair Petra Lund said on"
        " Thursday, and the count is not finished.",
        "Temperatures fell to minus six degrees on three nights in a row. Fires and sprinklers "
        "saved"
        " some orchards near the river, but not those above it.",
        "“You stand there with a lamp at four in the morning and you can hear the blossom crack,”"
        " said Nils Ahl, who farms eleven hectares with his sister.",
        "The regional government has promised 18 million crowns in loans. Lund called that a start"
        " and asked for grants, since many farms are in debt already.",
        "Cider makers said they would buy fruit from the coast this year, at prices about a third"
        " higher than in the autumn.",
        "Only one farm in five is insured against frost. Premiums have tripled since 2016, and two"
        " insurers no longer take growers at all.",
        "Researchers at the fruit station in Ostby are testing trees that blossom ten days later."
        " The first of them will bear fruit in 2029.",
        "Until then, Ahl said, he will keep the lamps within reach.",
    ),
)

COURT = Story(
    "Court clears the ferry captain of Ostby",
    "The judges say that the company had known of the broken radar for three weeks.",
    (
        "A court in Norland on Wednesday cleared the captain of the ferry that ran aground off "
        "Ostby"
        " two years ago with 211 people aboard.",
        "Judge Mara Feld said that Jon Tveit had done what could be asked of a seaman whose radar"
        " was broken and whose company knew of it.",
        "Three weeks before the accident the crew had reported the fault in writing. The report lay"
        " unread in an office ashore, the court found.",
        "Tveit, 58, wept as the verdict was read. His lawyer said that he would return to sea in "
        "the"
        " summer, if anybody would have him.",
        "Two passengers broke their arms in the accident and forty were treated for cold. The ship"
        " was raised in the autumn and sold for scrap.",
        "The prosecutor had asked for eighteen months. She said that she would read the reasons"
        " before she decided on an appeal.",
        "The company, Sund Lines, faces a trial of its own in September. It has denied any fault.",
        "Relatives of the passengers, who had come to court every day, left without a word.",
    ),
)

LIBRARY = Story(
    "The night the library of Marn did not close",
    "For one night a year the reading room stays open, and the town comes.",
    (
        "At ten in the evening, when the library of Marn is usually dark, the queue reached from "
        "the"
        " door to the fountain.",
        "Some had brought blankets, and one man a tent, which he was asked to leave with the"
        " porter.",
        "The long night is the idea of Edda Holm, who has run the reading room since 1998 and has"
        " never, she says, read in it.",
        "There is no programme. There are 240 chairs, tea, and a rule that nobody may speak until"
        " the bells of Saint Olav strike six.",
        "By midnight every chair was taken. By three a dozen readers slept, and nobody woke them.",
        "“It is the only place in town where I am not asked to buy anything,” wrote one guest in "
        "the"
        " visitors' book.",
        "The town pays 9,000 crowns for the night, mostly for tea. A motion to cut it failed in"
        " March by one vote.",
        "At six the bells rang, somebody laughed, and the talking began all at once.",
    ),
)

HAFEN = Story(
    "Hafen von Kelstedt wird für 90 Millionen Euro vertieft",
    "Der Senat stimmt nach langem Streit zu. Umweltverbände wollen klagen.",
    (
        "Der Hafen von Kelstedt wird vertieft. Der Senat stimmte am Dienstag mit knapper Mehrheit"
        " für das Vorhaben, das 90 Millionen Euro kosten soll.",
        "Hafensenatorin Britta Mohr sprach von einer Entscheidung für die nächsten dreißig Jahre."
        " „Ohne tiefes Wasser fahren die Schiffe an uns vorbei“, sagte sie.",
        "Künftig sollen Schiffe mit einem Tiefgang von 14 Metern anlegen können, bisher sind es"
        " elf. Die Arbeiten beginnen im Herbst.",
        "Die Umweltverbände kündigten eine Klage an. Sie fürchten, dass Salzwasser in die Marsch"
        " dringt und Wiesen unbrauchbar macht.",
        "Der Bauernverband forderte einen Fonds für die Landwirte am Unterlauf. Eine Antwort des"
        " Senats steht noch aus.",
        "Im vergangenen Jahr schlug der Hafen 7,2 Millionen Tonnen um, vier Prozent weniger als im"
        " Jahr davor.",
        "Über den Haushalt muss die Bürgerschaft im Juni abstimmen. Dort hat die Koalition eine"
        " Stimme Mehrheit.",
    ),
)

PONT = Story(
    "À Vernoy, le vieux pont rouvre après quatre ans de travaux",
    "La facture a doublé, mais les habitants retrouvent leur passage.",
    (
        "Le vieux pont de Vernoy a rouvert samedi à la circulation, quatre ans après l'effondrement"
        " d'une de ses arches pendant les crues de l'hiver.",
        "La maire, Hélène Aubrac, a coupé le ruban devant près de deux mille personnes. « C'est la"
        " fin d'un long détour », a-t-elle déclaré.",
        "Les travaux ont coûté 23 millions d'euros, le double de ce qui était prévu, en raison de"
        " l'état des piles construites au dix-septième siècle.",
        "Les poids lourds resteront interdits. Une voie est réservée aux cyclistes, qui la"
        " réclamaient depuis vingt ans.",
        "Les commerçants de la rive gauche espèrent retrouver leurs clients. Onze boutiques ont"
        " fermé pendant le chantier.",
        "La région a promis une aide de 400 000 euros, qui doit être versée avant la fin de"
        " l'année.",
    ),
)

SEQUIA = Story(
    "El embalse de Robledal, al once por ciento de su capacidad",
    "Los pueblos del valle reciben agua en camiones desde el lunes.",
    (
        "El embalse de Robledal se encuentra al once por ciento de su capacidad, el nivel más bajo"
        " desde que se construyó la presa en 1958.",
        "Desde el lunes, cuatro pueblos del valle reciben agua en camiones, confirmó la "
        "alcaldesa de"
        " Peñarda, Lucía Ferrán.",
        "«No es una sequía, es una mudanza», dijo Ferrán a los vecinos reunidos en la plaza. «El"
        " agua se ha ido a otra parte».",
        "El gobierno regional aprobó un plan de 40 millones de euros para nuevas tuberías, que"
        " estarán listas dentro de dos años.",
        "Los regantes rechazan los cortes y piden que se limite antes el consumo de los hoteles de"
        " la costa.",
        "En el fondo del embalse han aparecido las casas del antiguo pueblo, que los mayores "
        "visitan"
        " por las tardes.",
    ),
)

TEATRO = Story(
    "Il teatro di Montalvo riapre dopo dodici anni",
    "Restaurati gli affreschi, la prima stagione è già esaurita.",
    (
        "Il teatro comunale di Montalvo ha riaperto ieri sera dopo dodici anni di restauri, con un"
        " concerto davanti a seicento spettatori.",
        "Il sindaco Dario Venni ha ringraziato i muratori prima degli artisti. «Senza di loro"
        " canteremmo ancora sotto la pioggia», ha detto.",
        "I lavori sono costati 16 milioni di euro, due dei quali raccolti dai cittadini con una"
        " sottoscrizione.",
        "Gli affreschi del soffitto, coperti di fumo dal 1931, sono tornati ai colori originali.",
        "La stagione comincia in ottobre e gli abbonamenti sono già esauriti.",
    ),
)

DIJK = Story(
    "Dijk bij Oosterveen wordt in twee jaar verhoogd",
    "Het waterschap trekt 55 miljoen euro uit voor negen kilometer.",
    (
        "De dijk bij Oosterveen wordt de komende twee jaar met veertig centimeter verhoogd, heeft"
        " het waterschap dinsdag besloten.",
        "Dijkgraaf Wim Terpstra noemde het besluit onvermijdelijk. „Het water wacht niet op onze"
        " begroting”, zei hij na de vergadering.",
        "Het werk kost 55 miljoen euro en gaat over negen kilometer, van het gemaal tot de oude"
        " sluis.",
        "Bewoners van de Zeeweg vrezen voor hun uitzicht en hebben 300 handtekeningen ingeleverd.",
        "De eerste vrachtwagens met klei worden in maart verwacht.",
    ),
)

SZPITAL = Story(
    "Szpital w Zalesku otworzy nowy oddział",
    "Lekarze czekali na niego siedem lat.",
    (
        "Szpital powiatowy w Zalesku otworzy we wrześniu nowy oddział dla dzieci, poinformowała w"
        " środę dyrektorka Anna Rudzka.",
        "„Czekaliśmy na tę chwilę siedem lat”, powiedziała Rudzka podczas spotkania z "
        "dziennikarzami"
        " w sali konferencyjnej.",
        "Budowa kosztowała 38 milionów złotych. Połowę tej kwoty zapłaciło województwo, resztę"
        " miasto i fundacja.",
        "Na oddziale będzie czterdzieści łóżek i dwie sale dla rodziców, którzy chcą zostać na "
        "noc.",
        "Szpital szuka jeszcze sześciu pielęgniarek. Pierwsze umowy mają być podpisane w sierpniu.",
        "Związek zawodowy ostrzega, że bez podwyżek nie uda się obsadzić nocnych dyżurów.",
    ),
)

MERCADO = Story(
    "Mercado de Vila Serena troca o plástico por cestos",
    "Câmara oferece cinco mil cestos feitos por artesãos da região.",
    (
        "O mercado municipal de Vila Serena deixou de usar sacos de plástico no sábado, e os"
        " clientes receberam cestos de vime à entrada.",
        "A presidente da câmara, Teresa Valadão, disse que a medida custou 60 mil euros e que os"
        " cestos foram feitos por artesãos da região.",
        "«A minha avó não conhecia outra coisa», afirmou um vendedor de peixe, que pediu, contudo,"
        " uma exceção para as sardinhas.",
        "A proibição vale para os 84 vendedores. Quem não a cumprir paga uma multa de 50 euros.",
        "Em junho a câmara decide se alarga a regra às feiras de rua.",
    ),
)

MOST = Story(
    "В Белореченске открыли мост через Тину",
    "Строительство заняло пять лет.",
    (
        "В Белореченске в субботу открыли новый мост через реку Тину, строительство которого заняло"
        " пять лет.",
        "Мэр города Ольга Ветрова сказала, что дорога до больницы теперь займёт десять минут вместо"
        " сорока.",
        "Мост длиной 640 метров обошёлся в четыре миллиарда. Сначала речь шла о двух с половиной.",
        "По старому мосту, построенному в 1934 году, смогут ездить только велосипедисты.",
        "Первым по новому мосту проехал автобус с учителями сельской школы.",
    ),
)

EKI = Story(
    "三ノ浜駅が十年ぶりに営業再開",
    "初日は八百人が利用した。",
    (
        "台風で流された三ノ浜駅が土曜日、十年ぶりに営業を再開した。初日は約八百人が利用した。",
        "町長の大谷光子さんは「駅が戻れば、町の時計も動きだす」と式典で話した。",
        "復旧費用は二十四億円で、県と町が半分ずつ負担した。ホームは三メートル高い場所に移された。",
        "列車は一日六往復で、来春には観光列車も走る予定だという。",
    ),
)
