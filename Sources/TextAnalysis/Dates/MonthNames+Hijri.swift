// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Written by Scripts/make-month-names. Source: CLDR as in ICU 72.1, all its languages.

extension MonthNames {
  /// A line a month; names between bars; `=` and up to 12 languages after a name of several months.
  static let hijri = """
    al-muharram|aşy|aşyr|de muharram|moeh|moeharram|moh|moharrem|mouh|mouharram|muh|muhar|muharam|\
    muharams|muharem|muharram|muharrem|mux|muxarram|məh|məhərrəm|sur|sura|мурахам|мух|мухарам|\
    мухарем|мухаррам|муҳ|муҳаррам|мұхаррам|қаң=kk|מוחרם|محرم|مۇھەررەم|मुहर्रम|मोह|मोहरम|মহররম|ਮੁਹੱ|\
    ਮੁਹੱਰਮ|મુહ|મુહર્રમ|முஹ|முஹர்ரம்|ముహ|ముహర్రం|ಮುಹರಮ್|ಮುಹ್|മുഹ|മുഹറം|มุฮะร์รอม|มุฮัร|ມຸຣະຮອມ|ມຸຮັດ|\
    ሙሀረም|ムハッラム|一月=zh|穆哈兰姆月|穆哈蘭姆月|무하람|𑄟𑄧𑄦𑄧𑄢𑄧𑄟𑄴|𞤶𞤮𞤥𞤦𞤫𞤲𞤼𞤫|𞤶𞤮𞤦
    de safar|saf|safar|safars|safer|sap=jv,tk|sapar|sef|sefer|səf|səfər|ақп=kk|саф|сафар|сафер|צפר|\
    د صفرے د|سەپەر|صفر|सफ|सफर|সফর|ਸਫ|ਸਫਰ|સફ|સફર|சஃப|சஃபர்|సఫ|సఫర్|ಸಫಾ|ಸಫಾರ್|സഫ|സഫർ|ซอฟาร์|เศาะ|\
    ຊາຟາຣ|ເຄາະ|ሳፈር|サフアル|二月=zh|色法尔月|色法爾月|사파르|𑄥𑄧𑄜𑄢𑄴|𞤧𞤢𞤦𞥆𞤮𞤪𞤣𞤵-𞤨𞤢𞤪𞤢𞤲|𞤧𞤢𞤨
    de rabiʻ i|mul=jv|mulud|rab aw|rab awal|rab i|rabi al-awwal|rabia al awal|rabic al-awwal|\
    rabiulawal|rabiʻ i|rabiʻa al awal|rabi’ al-awwal|rabí ́ al-avval|reb i|rebiul-evel|rebiülevvel|\
    rebí’u l-awwal|revvel|rob avv|robi’ ul-avval|rébi el avvel|rébi i|rəb i|rəbiüləvvəl|tir i|\
    нау=kk|раб i|рабеъ i|раби i|раби-уль-авваль|рабиʻ i|рабиғ әл-әууәл|рабі i|רביע אל-אוול|\
    רביע אל־אוול|רביע א׳|ر بیع الاول|ربيع|ربيع الأول|ربيع الاول|ربیع الاوّل|ربیع‌الاول|\
    رەبىئۇلئەۋۋەل|राबी i|राबी प्रथम|রবিউল আউয়াল|ਰਬ i|ਰਬੀ ʻ i|ਰਬੀʻ i|રબi|રાબીʻ i|ర i|రబీ i|ರಬಿ‘ i|\
    റബീഹുൽ അവ്വ|റബീഹുൽ അവ്വൽ|รอบี i|ረቢዑል አወል|ラビー・ウル・アウワル|三月=zh|賴比月 i|赖比月 i|라비 알 아왈|𑄢𑄧𑄝𑄨𑄅𑄣𑄴 𑄃𑄃𑄪𑄠𑄣𑄴|\
    𞤨𞤢𞤪|𞤨𞤢𞤪𞤢𞤲
    b mul|bakda mulud|de rabiʻ ii|rab akhir|rab ii|rab th|rabi as-saani|rabia ath-thani|\
    rabic al-thani|rabiulakhir|rabiʻ ii|rabiʻa al thani|rabi’ al-akhir|rabí ́ath-thání|rahir|reb ii|\
    rebiu-theni|rebiülahir|rebí’u s-sání|rob ox|robi’ ul-oxir|rébi el accher|rébi ii|rəb ii|\
    rəbiülaxır|tir ii|раб ii|рабеъ ii|раби ii|раби-уль-ахир|рабиʻ ii|рабиғ әс-сәни|рабі ii|сәу=kk|\
    רביע א-ת׳אני|רביע א־ת׳אני|רביע ב׳|ر بیع الثانی|ربيع ii|ربيع الآخر|ربیع الاخر|ربیع الثانی|\
    ربیع الثّانی|ربیع‌الثانی|رەبىئۇلئاخىر|राबी ii|राबी द्वितीय|রবিউস সানি|ਰਬ ii|ਰਬੀ ʻ ii|ਰਬੀʻ ii|\
    રબ ii|રાબીʻ ii|ర ii|రబీ ii|ರಬಿ‘ ii|റബീഹുൽ ആഖി|റബീഹുൽ ആഖിർ|รอบี ii|ረቢዑል አኺር|ラビー・ウッ・サーニー|四月=zh|\
    賴比月 ii|赖比月 ii|라비 알 쎄니|𑄢𑄧𑄝𑄨𑄅𑄥𑄴 𑄥𑄚𑄨|𞤥𞤭𞤥𞤨𞤢𞤪𞤢𞤲|𞤥𞤭𞤨
    cemaziyelevvel|cevvel|cəm i|cəmadiyələvvəl|de jumada i|dschumada i|dsem i|dsemádi el avvel|\
    dsemádi i|dżu i|dżumada i|džum i|džumada-l-ula|džumade i|džumádá al-úlá|džumádá l-úlá|jam i|\
    jamadilawal|joem i|joemadʻal awal|joum ou|joum oul|joumada al oula|jum avv|jum aw|jum awal|\
    jum i|jumaada al-awwal|jumad ul-avval|jumada al-awwal|jumada i|jumada-l-ula|jumadilawal|tir iii|\
    xhum i|xhumadel-ula|джум i|джумад-уль-авваль|джумада i|джумада әл-әууәл|мам=kk|јумада i|џум i|\
    џумада i|ҷимоди-ул-уло|ҷум i|ג׳ומאדא אל-אולא|ג׳ומאדא אל־אולא|ג׳ומאדא א׳|جمادى الأولى|\
    جمادی الاول|جمادی الاوّل|جمادی‌الاول|جماعه|جەمادىيەلئەۋۋەل|जुमा i|जुमादा i|जुम्डा प्रथम|\
    জমাদিউল আউয়াল|ਜੁਮ i|ਜੁਮਾਦਾ i|જુમ i|જુમાદા i|జుమ i|జుమదా i|ಜುಮಾದಾ i|ಜುಮ್ i|ജമാദുൽ അവ്വ|\
    ജമാദുൽ അവ്വൽ|จุมาดา i|ጀማደል አወል|ジュマーダル・アウワル|主馬達月 i|主马达月 i|五月=zh|주마다 알 아왈|𑄎𑄧𑄟𑄘𑄨𑄅𑄣𑄴 𑄃𑄃𑄪𑄠𑄣𑄴|𞤦𞤢𞤨|\
    𞤦𞤢𞤨𞥆𞤢𞤪𞤢𞤲
    cahir|cemaziyelahir|cəm ii|cəmadiyəlaxır|de jumada ii|dschumada ii|dsem ii|dsemádi el accher|\
    dsemádi ii|dżu ii|dżumada ii|džum ii|džumada-l-akhira|džumade ii|džumádá al-áchira|\
    džumádá l-áchira|jam ii|jamadilakhir|joem ii|joemadʻal thani|joum th|joum tha|\
    joumada ath-thania|jum ak|jum akhir|jum ii|jum ox|jumaada as-saani|jumad ul-oxir|\
    jumada al-thani|jumada ii|jumada-l-akhira|jumadilakhir|jumadilakir|tir iv|xhum ii|xhumade-theni|\
    джум ii|джумад-уль-ахир|джумада ii|жумад ас-сәни|јумада ii|џум ii|џумада ii|ҷимоди-ул-сони|\
    ҷум ii|ג׳ומאדא א-ת׳אניה|ג׳ומאדא א־ת׳אניה|ג׳ומאדא ב׳|جمادى الآخرة|جمادي الاخر|جمادی الثانی|\
    جمادی الثّانی|جمادی‌الثانی|جموما ii|جەمادىيەلئاخىر|जुमा ii|जुमादा ii|जुम्डा द्वितीय|\
    জমাদিউস সানি|ਜੁਮ ii|ਜੁਮਾਦਾ ii|જુમ ii|જુમાદા ii|జుమ ii|జుమదా ii|ಜುಮಾದಾ ii|ಜುಮ್ ii|ജമാദുൽ ആഖി|\
    ജമാദുൽ ആഖിർ|จุมาดา ii|ጀማደል አኺር|ジュマーダッサーニー|主馬達月 ii|主马达月 ii|六月=zh|주마다 알 쎄니|𑄎𑄧𑄟𑄘𑄨𑄅𑄌𑄴 𑄥𑄚𑄨|\
    𞤧𞤢𞤦𞥆𞤮𞤪𞤣𞤵-𞤪𞤢𞥄𞤶𞤭𞤦𞤭|𞤧𞤢𞤪
    de rajab|rad|radschab|radżab|radžab|radžabs|raj|rajab|rađab|recep|red|redseb|redž|redžeb|rej|\
    rejab|rejeb|rejep|rexh|rexheb|rəc|rəcəb|радж|раджаб|рађаб|раџ|раџаб|раҷ|раҷаб|реџ|реџеб|шіл=kk|\
    רג׳ב|رجب|رەجەب|रजब|रझा|रझाब|রজব|ਰਜਬ|ਰਾਜ|રજબ|રાજ|ரஜ|ரஜப்|రజ|రజబ్|ರಜಬ್|ರಜ್|റജ|റജബ്|รอจับ|เราะ|\
    ຮາຈັບ|ເຮາະ|ረጀብ|ラジャブ|七月=zh|賴哲卜月|赖哲卜月|라잡|𑄢𑄧𑄎𑄧𑄝𑄴|𞤪𞤢𞤶|𞤪𞤢𞥄𞤶𞤭𞤦𞤭
    chaa|chaabane|de shaʻban|mer|meret|ruw|ruwah|sab=hu|sabán|sha|shaabaan|shab|shaban|shacban|\
    shaʻban|shaʼaban|sha’ban|sha’bon|sja|sjaʻaban|sya|syaa|syaaban|syakban|sza|szaban|şab|şaban|ša|\
    ša ́ bán|šabans|šaʻban|ša’ban|ša’bán|там=kk|ша|шаʻбан|шааб|шаабан|шаб|шабан|шағбан|שעבאן|شعبان|\
    شەئبان|शाबा|शाबान|शावन|শা‘বান|ਸ਼ਬਾਨ|ਸ਼ਾ|શા|શાʻબાન|ஷஃ|ஷஃபான்|షబా|షబాన్|ಶ’ಬಾನ್|ശഹബാ|ശഹബാൻ|ชะอะบาน|\
    ชะอ์|ຊະບານ|ຊະອ໌|ຊາ|ሻእባን|シャアバーン|八月=zh|舍尔邦月|舍爾邦月|쉐아반|𑄥𑄳𑄃𑄝𑄧𑄚𑄴|𞤧𞤢𞤦𞥆𞤮𞤪𞤣𞤵-𞤧𞤵𞥅𞤥𞤢𞤴𞤫𞥅|\
    𞤧𞤢𞤧
    de ramadan|ora|oraza|pasa|pso|ram|ramadan|ramadán|ramadāns|ramazan|ramazon|ramzaan|рам|рамадан|\
    рамазан|қыр=kk|רמדאן|رامىزان|رمضان|रम|रमजान|রমজান|ਰਮਜ਼ਾਨ|ਰਾਮ|રમદાન|રામ|ரம|ரமலான்|రంజా|రంజాన్|\
    ರಮದಾನ್|ರಮ್|റമദാ|റമദാൻ|റമളാൻ|รอมะดอน|เราะมะ|ຮາມາດອນ|ເຮາະມະ|ረመዳን|ラマダーン|九月=zh|賴買丹月|赖买丹月|라마단|\
    𑄢𑄧𑄟𑄴𑄎𑄚𑄴|𞤧𞤵𞤥|𞤧𞤵𞥅𞤥𞤢𞤴𞤫𞥅
    baý|baýram|chaw|chawwal|de shawwal|sawal|sev|sevvál|shav|shavvol|shaw|shawwaal|shawwal|shev|\
    sheval|sjaw|sjawal|syaw|syawal|szaw|szawwal|şevval|şəv|şəvval|šau|šauvals|šauvál|šaval|šaw|\
    šawwal|še|ševal|дав|даввал|шав|шавал|шаввал|шавваль|ше|шевал|шәууәл|қаз=kk|שוואל|شوال|شەۋۋال|\
    शव्वा|शव्वाल|शव्व्ल|শাওয়াল|ਸ਼ਅ|ਸ਼ਵਾਲ|શાવ|શાવ્વલ|ஷவ்|ஷவ்வால்|షవ్వా|షవ్వాల్|ಶವ್|ಶವ್ವಾಲ್|ശവ്വാ|\
    ശവ്വാൽ|เชาว|เชาวัล|ເຊົາ|ເຊົາວັດ|ሸዋል|シャウワール|十月=zh|閃瓦魯月|闪瓦鲁月|쉐왈|𑄥𑄤𑄣𑄴|𞤶𞤵𞤤|\
    𞤶𞤵𞥅𞤤𞤣𞤢𞥄𞤲𞥋𞤣𞤵
    boş|boş aý|de dhuʻl-qiʻdah|dhou al qi`da|dhou q|dhou qi|dhu l-qaʿda|dhu-l-ga’da|dhu-l-qa’da|\
    dhul-k|dhul-kade|dhuʻl-q|dhuʻl-qiʻdah|dhú l-k|dhú l-ka ́ da|doe al k|doe al kaʻaba|dsül k|\
    dsül kade|du al-kidā|dul al-qacda|dul al-qacdah|dul-q|dul’-qicda|duʻl-kiʻda|selo|slo|zilkade|\
    zilq|zilqədə|zu al-k|zu al-kada|zu q|zul-k|zul-kade|zul-q|zul-qa’da|zulk|zulka|zulkaedah|\
    zulkaidah|zu’l-qaada|zú l-k|zú l-ka’da|дуʻл-киʻда|дулк|дулкида|дхул-каада|дхул-қ|дхул-қидаҳ|\
    дхут-қидаҳ|зу-ль-к|зу-ль-каада|зул-к|зул-каде|зул-қағда|зуль-к|зуль-каада|қар=kk|ד׳ו אל־קעדה|\
    دالقاعده|ذو القعدة|ذوالقعد|ذوالقعدۃ|ذي القعده|ذیقعده|ذیقعدهٔ|زۇلقەئدە|जिल-क्दाह|धुल-की|\
    धुल-कीदाह|জ্বিলকদ|ਦੂ-ਅਲ-ਕੀ|ਦੂ-ਅਲ-ਕੀਦਾਹ|ધુʻલ-ક્યુ|ધુʻલ-ક્વીʻડાહ|துல் கஃ|துல் கஃதா|ధుల్-కి|\
    ధుల్-కి దాహ్|ಧು‘ಲ್-ಕಿ|ಧು‘ಲ್-ಕಿ‘ಡಾಹ್|ദുൽ ഖഹ|ദുൽ ഖഹദ്|ซุลกิอฺ|ซุลกิอฺดะฮฺ|ຊຸລກິອຸ|ດຸອັດກິດະ|ዙልቂዳህ|\
    ズル・カイダ|十一月=zh|都尔喀尔德月|都爾喀爾德月|듀 알 까다|𑄎𑄨𑄣𑄴𑄇𑄧𑄘𑄴|𞤧𞤢𞤣|𞤧𞤢𞤦𞥆𞤮𞤪𞤣𞤵-𞤣𞤮𞤲𞤳𞤭𞤲
    besar|bsar|de dhuʻl-hijjah|dhou al-hijja|dhou h|dhou hi|dhu l-hiddscha|dhu-l-hiddža|dhu-l-hijja|\
    dhul-h|dhul-hixhe|dhuʻl-h|dhuʻl-hijjah|dhú l-h|dhú l-hidždža|doe al h|doe al hizja|dsül h|\
    dsül hedse|du al-hidžā|dul xijjah|dul-x|duʻl-hiđa|gur=tk|gurban|zilh|zilhicce|zilhiccə|zu al-h|\
    zu al-hidżdża|zu h|zul-h|zul-hidže|zul-hijja|zulh|zulhi|zulhijah|zu’l-hijja|zú l-h|zú l-hidždža|\
    дуʻл-хиђа|дулх|дулхиџа|дхул-хиджа|дхул-ҳ|дхул-ҳиҷҷаҳ|дхут-ҳиҷҷаҳ|жел=kk|зу-ль-х|зу-ль-хіджа|\
    зул-х|зул-хиджа|зул-хиџе|зуль-х|зуль-хиджжа|ד׳ו אל־חיג׳ה|ذو الحجة|ذوالحجہ|ذوالحجۃ|ذي الحج|ذیحجه|\
    ذیحجهٔ|زۇلھەججە|जिल्-हिज्जाह|धुल-हि|धुल-हिजाह|জ্বিলহজ্জ|ਦੂ-ਅਲ-ਹਿ|ਦੂ-ਅਲ-ਹਿਜ੍ਹਾ|ધુʻલ-એચ|\
    ધુʻલ-હિજ્જાહ|துல் ஹிஜ்|துல் ஹிஜ்ஜா|ధుల్-హి|ధుల్-హిజ్జాహ్|ಧು‘ಲ್-ಹ|ಧು‘ಲ್-ಹಿಜಾಹ್|ദുൽ ഹി|ദുൽ ഹിജ്ജ|\
    ซุลหิจ|ซุลหิจญะฮฺ|ຊຸລຫິຈ|ດຸອັດກິຈະ|ዙልሂጃህ|ズル・ヒッジャ|十二月=zh|都尔黑哲月|都爾黑哲月|듀 알 히자|𑄎𑄨𑄣𑄴𑄦𑄧𑄎𑄴𑄎𑄧|𞤣𞤮𞤲|\
    𞤣𞤵𞤲𞤳𞤭𞤲
    """
}
