"""Invented stories in other languages than English."""

from __future__ import annotations

from tests.index.sources.html.news_pages.stories import Story

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
