// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Written by Scripts/make-month-names. Source: CLDR as in ICU 72.1, all its languages.

extension MonthNames {
  /// A line a month; names between bars; `=` and up to 12 languages after a name of several months.
  static let gregorian = """
    am faoilleach|ama|amajjii|bisha koobaad|can|chanuari|cio|ciongo|da schaner|dac|dal|de gen|\
    de gener|de xineru|dhen fhaoilleach|dimɔ́di|dwe mar achiel|dzove|dzv|ean|eanáir|ene|enero|faoi|\
    flo|fúngatɨ|fĩi loo|gen=br,ca,it,kw|gener|gennaio|genver|ghe|ghennàrgiu|hut|hān|hānuere|ian|\
    ianuali|ianuarie|imb|iməg mbegtug|inn|innayr|ion|ionawr|j-guer|jaan|jaanuar|jan|janairu|janar|\
    janeiro|janeru|jannaayo|jannar|jannewa|jannewaris|janoary|januaari|januaarip|januali|januar|\
    januara|januari|januarie|januario|januaro|january|januarĩ|januwari|január|januára|janv|janvier|\
    janvāris|janwaliyo|janyuwari|janúar|jen|jenner|jenụwarị|jerrey-geuree|jän|jänner|jén|jénúári|\
    kbz|kwa=mgh|kɔn|kɔndɔŋ|kʉfúngatɨ|lapa le obo|led|leden|ledna|mbe|mbegtug|mis genver|\
    mori ghwa imbiri|mul=kln|mulgul|mup|mupalangulwa|mut|mutarama|mwai wa mbee|mwedi ntandi|\
    mweri wa kwanza|mweri wa mbere|mweri wo kwanza|ndi|ndira|nduŋmbi saŋ|ndzɔ̀ŋɔ̀nùm|ngo|\
    ngwɛn matáhra|ngɔn osú|njenuarĩ|nye|nyenye|nzero|nùm|obo|oca|ocak|okwokubanza|oladalʉ́|orara|\
    oshù shɛ́rɛ́|ođđajagemánnu|ođđj|oṣù ṣẹ́rẹ́|pa mwedzi gwa hutala|pamba|\
    pikítíkítie, oólí ú kutúan|rar=teo|rêb|rêbendan|rêbendanê|s-ɔ|sam|samwiyee|sanda-ɔpɛpɔn|sanvie|\
    saus|sausio|sausis|saŋ tsetsɛ̀ɛ lùm|schan|schaner|shɛ́|shɛ́r|shɛ́rɛ́|sii|siilo|sij|siječanj|\
    siječnja|sty|styczeń|stycznia|sánzá ya yambo|sān|sānuali|tammi|tammik|tammikuu|tammikuuta|tiop|\
    tiop thar pɛt|urt|urtarrila|uđiv|uđđâivemáánu|wiótheȟika wí|xan|xaneiro|xin|xineru|yan|yanvar|\
    yen|yennayer|yepé|zan|zanvie|zanwuye|zen|zenâr|zib|zibandlela|ýan|ýanwar|ŋwíí a ntɔ́ntɔ|žan|\
    žanwiye|ǃkhanni|ιαν|ιανουάριοσ|ιανουαρίου|гыйн|гыйнвар|кӑр|кӑрлач|нэгдүгээр сар|сту|студзень|\
    студзеня|січ|січень|січня|тохс|тохсунньу|янв|январ|январы|январь|января|яну|януари|јан|јанвар|\
    јануар|јануари|қаң=kk|қаңтар|հնվ|հունվար|հունվարի|יאַנ|יאַנואַר|ינואר|ינו׳|جانفي|جانڤیە|جنؤری|\
    جنو|جنوري|جنوری|كانون الثاني|يانۋار|يناير|ژانویه|ژانویهٔ|کانوونی دووەم|जन|जनवरी|जनवरी:|\
    जनवरीमासः|जन॰|जान|जानुवारी|जाने|जानेवारी|জানু|জানুয়ারী|জানুৱারি|জানুৱাৰী|ਜਨ|ਜਨਵਰੀ|જાન્યુ|\
    જાન્યુઆરી|ଜାନୁଆରୀ|ஜன|ஜனவரி|జన|జనవరి|ಜನ|ಜನವರಿ|ജനു|ജനുവരി|ජන|ජනවාරි|มกราคม|มค|ມກ|ມັງກອນ|ཟླ་དངཔ་|\
    ཟླ་བ་དང་པོ|ཟླ་བ་དང་པོ་|སྤྱི་ཟླ་དངཔ་|ဇန်|ဇန်နဝါရီ|იან|იანვარი|ጃንዩ|ጃንዩወሪ|ጥሪ|ᎤᏃ|ᎤᏃᎸᏔᏅ|មករា|ᱡᱟᱱ|\
    ᱡᱟᱱᱣᱟᱨᱤ|ṣẹ́|ṣẹ́r|ṣẹ́rẹ́|ⵉⵏⵏ|ⵉⵏⵏⴰⵢⵔ|一月=yue,zh|ꋍꆪ|ꖨꖕ ꕪꕴ ꔞꔀꕮꕊ|ꖨꖕꔞ|𑄎𑄚𑄪|𑄎𑄚𑄪𑄠𑄢𑄨|𞤧𞤭𞥅𞤤|\
    𞤧𞤭𞥅𞤤𞤮
    an gearran|ará|arát|bisha labaad|bṛa|bṛayṛ|chw|chwef|chwefror|cla|cokcwaklaŋne|col|colte|cʼhwe|\
    cʼhwevrer|da favrer|dar|de febr|de febrer|de febreru|dhen ghearran|dwe mar ariyo|dzd|dzodze|fab|\
    faburairu|favr|favrer|fbl|feabh|feabhra|feb|febbraio|febluali|febr|febraayo|febreiro|febrer|\
    febrero|febreru|febrewaris|febroary|februaari|februaarip|februar|februara|februari|februarie|\
    februario|februaro|february|februwari|február|februára|februāris|febrúar|febrụwarị|feburari|\
    feburuarĩ|feburuye|febwaliyo|fee|feewiriye|fev|fevereiro|fevral|fevreiro|fevriye|fevrâr|few|\
    fewral|fewriyee|fra|frar|fre|freàrgiu|ful=sg|fulundïgi|fur|fuṛar|fäb|fäbrowa|fébirie|fév|févr|\
    février|fēp|fēpueli|fẹ́b|fẹ́búári|gas|gashyantare|gearr|guov|guovvamánnu|gur=om|guraandhala|\
    helmi|helmik|helmikuu|helmikuuta|hor|hornig|hwe|imeg àbùbì|k-ɔ|kai|kaw|kbr|kel=kam|kuk|kukadzi|\
    kuovâ|kuovâmáánu|kwakwar-ɔgyefuo|kɨz|kʉnaanɨ|lapa le waare|lui=lu|lut=pl|lutego|luty|lùishi|\
    mac=bas|mis hwevrer|mori ghwa kawi|muk|mukũi|mwai wa kelĩ|mwedi wa pili|mwere wa kerĩ|\
    mweri wa kaili|mweri wa kaĩri|mweri wo unayeli|mwi|mwitope|màcɛ̂l|naanɨ|ndzɔ̀ŋɔ̀kɨ̀zùʔ|ngat|\
    ngb=ewo|ngwɛn ńmba|ngɔn bɛ̌|ng’atyaato|nhlo|nhlolanja|okwakabiri|omuk|oshù èrèlè|ots|otsaila|\
    oṣù èrèlè|pa mwedzi gwa wuvili|peb|pebrero|pep|pepeluali|péb|pébruari|pēp|pēpuere|pɛsaŋ pɛ́pá|\
    pɛt|reş|reşemiyê|reşemî|ruhuhuma|saŋ kàg ngwóŋ|shk|shkurt|siɛyɛ́, oóli ú kándíɛ|sánzá ya míbalé|\
    t-arree|thiyóȟeyuŋka wí|toshiaght-arree|una|vas|vasario|vasaris|veebr|veebruar|velj|veljača|\
    veljače|vil|waa|wanja|wkr|yeb=tzm|yebrayer|èr|èrèl|èrèlè|úno|únor|února|ŋgɔn|ŋgɔndɛ|\
    ŋwíí akǝ bɛ́ɛ|şub|şubat|ǃkhanǀgôab|φεβ|φεβρουάριοσ|φεβρουαρίου|ақп=kk|ақпан|лют|лютага|лютий|\
    лютого|люты|нар|нарӑс|олун|олунньу|феб|фебруар|фев|февр|феврал|февралы|февраль|февраля|февруари|\
    хоёрдугаар сар|փետրվար|փետրվարի|փտվ|פֿעב|פֿעברואַר|פברואר|פבר׳|شباط|شوبات|فئڤریە|فبر|فبراير|\
    فبروري|فبروری|فرؤری|فروری|فوریه|فوریهٔ|فيبروري|فيفري|فېبروري|فېۋرال|फर|फरवरी|फरवरी:|फरवरीमासः|\
    फर॰|फ़रवरी|फ़र॰|फेब|फेब्रु|फेब्रुअरी|फेब्रुवारी|फेब्रूवारी|ফেব|ফেব্রু|ফেব্রুয়ারী|ফেব্রুৱারি|\
    ফেব্ৰু|ফেব্ৰুৱাৰী|ਫ਼ਰ|ਫ਼ਰਵਰੀ|ફેબ્રુ|ફેબ્રુઆરી|ଫେବୃଆରୀ|பிப்|பிப்ரவரி|ఫిబ్ర|ఫిబ్రవరి|ಫೆಬ್ರ|\
    ಫೆಬ್ರವರಿ|ഫെബ്രു|ഫെബ്രുവരി|පෙබ|පෙබරවාරි|กพ|กุมภาพันธ์|ກພ|ກຸມພາ|ཟླ་གཉིས་པ་|ཟླ་བ་གཉིས་པ|\
    ཟླ་བ་གཉིས་པ་|སྤྱི་ཟླ་གཉིས་པ་|ဖေ|ဖေဖော်ဝါရီ|თებ|თებერვალი|ለካ|ለካቲት|ፌብሩ|ፌብሩወሪ|ᎧᎦ|ᎧᎦᎵ|កុម្ភៈ|ᱯᱷᱟ|\
    ᱯᱷᱟᱨᱣᱟᱨᱤ|ⴱⵕⴰ|ⴱⵕⴰⵢⵕ|二月=yue,zh|ꑍꆪ|ꕒꕡ|ꕒꕡꖝꖕ|𑄜𑄬𑄛𑄴|𑄜𑄬𑄛𑄴𑄝𑄳𑄢𑄪𑄠𑄢𑄨|𞤷𞤮𞤤|𞤷𞤮𞤤𞤼𞤮
    ada|adar|adarê|am màrt|bisha saddexaad|bit|bitooteessa|bře|březen|března|cki|cokcwaklii|da mars|\
    dad|dat|de marzu|de març|dhen mhàrt|duɔ̱ɔ̱|duɔ̱ɔ̱ŋ|dwe mar adek|e-ɔ|ebɔw-ɔbenem|imeg mbəŋchubi|\
    ištáwičhayazaŋ wí|kad|kat|keenda|kiptaamo|kov|kovas|kovo|kst|ktũ|kur=sn|kurume|kwa=teo|kʉkeenda|\
    lapa le okuni|lus|lusòlo|maa=ig|maachị|maalis|maalisk|maaliskuu|maaliskuuta|maarso=so|maart|\
    mac=asa,bem,guz,jmc,kde,ksb,mer,ms,rwk,sw,vun|mach|machi|mal|malaki|mar|marca|march|marco|marec|\
    maret|maris|marisi|mars|marsi|marsip|marso|marsu|mart|martie|martio|marto|marts|martsa|martxoa|\
    martzu|marzec|marzo|marzu|març|março|mas=zu|mashi|mat=bas,xh|matshi|maw|mawrth|mayrnt|maʻa|\
    maʻasi|maṛ|maṛṣ|mbi=nd|mbimbitho|mbiyɔ mɛndoŋgɔ|mbo|mbooy|mbä|mbängü|meu|meur|meurzh|meɣ|meɣres|\
    mis meurth|mori ghwa kadadu|mrt|msh|msi|musapíri|mushende|mwai wa katatũ|mwedi wa tatu|\
    mwere wa gatatũ|mweri wa katatu|mweri wa kathatũ|mweri wo uneraru|màrt|màtùmb|márc|március|\
    márta|mäe|mäerz|mär|märts|märz|märze|mäz|määz|māe|māehe|měr|měrc|měrca|ndzɔ̀ŋɔ̀tɨ̀dʉ̀ghà|ngl|\
    ngwɛn ńlal|ngɔn lála|njuhčâ|njuhčâmáánu|njuk|njukčamánnu|ntwarante|oku|okwakashatu|okwamg’|\
    oshù ɛrɛ̀nà|ožu|ožujak|ožujka|oṣù ẹrẹ̀nà|pa mwedzi gwa wudatu|pɛsaŋ pɛ́tát|rar=mgh|\
    saŋ lepyè shúm|sánzá ya mísáto|sɔŋ|sɔŋɛ|taa=kln|ted|tedoxe|tɨd|wer|werurwe|wgt|ŋwíí akǝ ráá|\
    ǀkhuuǁkhâb|ɔnsúmbɔl, oóli ú kátátúɛ|ɔɛn|ɔɛnɨ́ɔɨŋɔk|ɛr|ɛrɛ̀n|ɛrɛ̀nà|μάρ|μάρτιοσ|μαρ|μαρτίου|бер|\
    березень|березня|гуравдугаар сар|клн|кулун тутар|мар|март|марта|мартъи|мартъийы|нау=kk|наурыз|\
    пуш|сак|сакавік|сакавіка|մարտ|մարտի|մրտ|מערץ|מרץ|آذار|ئازار|مار|مارت|مارس|مارٕچ|مارچ|मार्च|\
    मार्च:|मार्चमासः|मार्चु|মার|মার্চ|মাৰ্চ|ਮਾਰਚ|માર્ચ|ମାର୍ଚ୍ଚ|மார்|மார்ச்|మార్చి|ಮಾರ್ಚ್|മാർ|\
    മാർച്ച്|මාර්|මාර්තු|มีค|มีนาคม|ມນ|ມີນາ|ཟླ་གསུམ་པ་|ཟླ་བ་གསུམ་པ|ཟླ་བ་གསུམ་པ་|སྤྱི་ཟླ་གསུམ་པ་|မတ်|\
    მარ|მარტი|መጋ|መጋቢት=ti|ማርች|ᎠᏅ|ᎠᏅᏱ|មីនា|ᱢᱟᱨ|ᱢᱟᱨᱪ|ẹr|ẹrẹ̀n|ẹrẹ̀nà|ⵎⴰⵕ|ⵎⴰⵕⵚ|三月=yue,zh|ꌕꆪ|ꕾꖺ|𑄟𑄢𑄴𑄌𑄧|\
    𞤲𞤦𞤮𞥅𞤴|𞤲𞤦𞤮𞥅𞤴𞤮
    abr|abriil|abril=ast,ca,ceb,es,fil,gl,kea,pt,qu,seh|abrile|abrille|abrëll|aburil|afi|afirilu|\
    afɔ|afɔfĩe|aib|aibreán|an giblean|api|apirila|apiriri|apl|aplili|apr|aprel|aprell|apriili|\
    apriilip|april|aprile|aprili|aprilie|aprill|aprilo|aprily|aprilyi|apryl|apryla|apríl|apríla|\
    aprīlis|apu|apuli|averil|avr|avrigl|avril|avrril|avrêl|avrêlê|avrîl|awi|awiril|awirili|awr|\
    awril|bal|balandis|balandžio|bisha afraad|che|cuo|cuoŋ|cuoŋománnu|cuáŋui|cuáŋuimáánu|dan|\
    dhen ghiblean|diɓ|diɓáɓá|doy|dub|duben|dubna|dun|dwe mar ang’wen|d’abr|d’abril|d’avrigl|e-o|ebr|\
    ebrel|ebrill|ebɔbira-oforisuo|elb|elba|eph|ephreli|epr|epreel|epreli|epreo|fmf|fĩi marfoo|gibl|\
    guak|huhti|huhtik|huhtikuu|huhtikuuta|ibr|ibrir|ikúmi|iməg ngwə̀t|irũdí|iwo|iwootkuut|\
    kan=dav,ebu,kam|kkn|kub|kubvumbi|kwi|kwiecień|kwietnia|kwiikumi|lapa le ong’wan|mab|mabasa|\
    mat=rn,rw|mata|mesiŋ, oóli ú kénie|mis ebrel|mori ghwa kana|mto|mun|munyi|muu|mwai wa kana|\
    mwedi wa nchechi|mwere wa kana|mweri wa kaana|mweri wa kana|mweri wo unecheshe|màtop|mùuyà|\
    ndamukiza|ndzɔ̀ŋɔ̀tǎafʉ̄ghā|ngn|ngu|ngubùe|ngwɛn ńna|ngɔn nyina|nis|nisan|nyɔlɔmbɔŋgɔ|odung’el|\
    okwakana|olodoyíóríê inkókúâ|ong|oshù ìgbé|oṣù ìgbé|pa mwedzi gwa wutai|pri|prill|pȟežítȟo wí|\
    pɛsaŋ pɛ́nɛ́kwa|saŋ cÿó|see=ff|seeɗto|sánzá ya mínei|taa=agq|tai|tra|travanj|travnja|wkn|\
    yeb=kab|yebrir|ápr|április|épr|éprel|ìg|ìgb|ìgbé|āpe|āpereira|ĩpu|ĩpurũ|ŋwíí akǝ nin|ǃhôaǂkhaib|\
    ʻap|ʻapelila|ʻepe|ʻepeleli|απρ|απρίλιοσ|απριλίου|ака|апр|апрел|апрелы|апрель|апреля|април|\
    дөрөвдүгээр сар|кві|квіт|квітень|квітня|кра|красавік|красавіка|мсу|муус устар|сәу=kk|сәуір|ապր|\
    ապրիլ|ապրիլի|אַפּר|אַפּריל|אפריל|אפר׳|آوریل|آڤریل|أبريل|أفريل|إبريل|ئاپرېل|اپر|اپريل|اپریل|\
    نيسان|نیسان|अप्रिल|अप्रै|अप्रैल|अप्रैल:|अप्रैलमासः|एप्रि|एप्रिल|एप्री|एप्रील|এপ্রি|এপ্রিল|\
    এপ্ৰিল|ਅਪ੍ਰੈ|ਅਪ੍ਰੈਲ|એપ્રિલ|ଅପ୍ରେଲ|ஏப்|ஏப்ரல்|ఏప్రి|ఏప్రిల్|ಏಪ್ರಿ|ಏಪ್ರಿಲ್|ഏപ്രി|ഏപ്രിൽ|අප්‍රේල්|\
    เมย|เมษายน|ມສ|ເມສາ|ཟླ་བ་བཞི་པ|ཟླ་བ་བཞི་པ་|ཟླ་བཞི་པ་|སྤྱི་ཟླ་བཞི་པ|ဧပြီ|აპრ|აპრილი|ሚያ|ሚያዝያ=ti|\
    ኤፕሪ|ኤፕሪል|ᎧᏬ|ᎧᏬᏂ|មេសា|ᱟᱯᱨ|ᱟᱯᱨᱮᱞ|ⵉⴱⵔ|ⵉⴱⵔⵉⵔ|四月=yue,zh|ꇖꆪ|ꖢꖕ|𑄃𑄬𑄛𑄳𑄢𑄨𑄣𑄴|𞤧𞤫𞥅𞤼|𞤧𞤫𞥅𞤼𞤮
    an cèitean|beal|bealtaine|bisha shanaad|boaldyn|bêl|bêläwü|caamsa|cam|chivabvu|chv|cèit|da matg|\
    dah|dam|dama|de maig|de mayu|dhen chèitean|duu|duujal|duä|duät|dwe mar abich|e-k|emi|emiasele|\
    ensil, oóli ú kátánuɛ|esusow aketseaba-kɔtɔnimba|gat|geg|gegužė|gegužės|gic|gicurasi|gul|gulan|\
    gulanê|han|ime|iməg fog|inyambala|kas=dav|ktn|kvě|květen|května|kwiinyambála|lapa le imet|lum|\
    lumùngùlù|lép|maa=lg,xog|maaie|maaji|maajip|maayi|mad=mua|madǝǝuutǝbijaŋ|mae|mag|maggio|mai|\
    maiatza|maig|maijs|maio|maiu|maj|maja|majo|maju|mam=kln|mamuut|mar=teo|matg|may|mayo|mayu|mayyu|\
    mayıs|maí|maý|mee|mei|meije|mej|meja|meje|mejju|mey|meyi|mies|miessemánnu|mis me|\
    mori ghwa kasanu|mpu|mushende magali|mwai wa katano|mwedi wa nnyano|mwere wa gatano|\
    mweri wa gatano|mweri wa tanu|mweri wo unethanu|máj|mája|május|méi|mē|mĩĩ|mɔnɔ ŋgbanja|mɛ|\
    m̀puyɛ|ndzɔ̀ŋèsèe|ngt|ngwɛn ńtan|ngɔn tána|nkw|nkwenkwezi|okwakataana|oloilépūnyīē inkókúâ|\
    omaruk|oshù ɛ̀bibi|oṣù ẹ̀bibi|pa mwedzi gwa wuhanu|pú|pɛsaŋ pataa|rusama|saŋ tsɛ̀ɛ cÿó|see=agq|\
    svi|svibanj|svibnja|sánzá ya mítáno|tha=mgh|touko|toukok|toukokuu|toukokuuta|vyesi|vyesimáánu|\
    wtn|čhaŋwápetȟo wí|ŋwíí akǝ táan|ǃkhaitsâb|ɛ̀b|ɛ̀bi|ɛ̀bibi|μάι|μάιοσ|μαΐ|μαΐου|май|майы|\
    мам=kk|мамыр|мая|мај|тавдугаар сар|тра|трав|травень|травня|ыам|ыам ыйа|ыам ыйын|ҫу|մայիս|մայիսի|\
    մյս|מאי|מיי|أيار|ئایار|مئ|مئي|مئی|ماي|مايو|مه|مهٔ|می|مۍ|मई|मईमासः|मे|मेई|মে|মে’|ਮਈ|મે|ମଇ|மே|మే|\
    ಮೇ|മേയ്|මැයි|พค|พฤษภาคม|ພພ|ພຶດສະພາ|ཟླ་བ་ལྔ་པ|ཟླ་བ་ལྔ་པ་|ཟླ་ལྔ་པ་|སྤྱི་ཟླ་ལྔ་པ་|မေ|მაი|მაისი|ሜይ|\
    ግን|ግንቦት=ti|ᎠᏂ|ᎠᏂᏍᎬᏘ|ឧសភា|ᱢᱮ|ẹ̀b|ẹ̀bi|ẹ̀bibi|ⵎⴰⵢ|ⵎⴰⵢⵢⵓ|五月=yue,zh|ꉬꆪ|ꖑꕱ|𑄟𑄬|𞤣𞤵𞥅𞤶|𞤣𞤵𞥅𞤶𞤮
    an t-ògmhios|birž|birželio|birželis|bisha lixaad|brá|bráčet|chikumi|chk|cze|czerwca|czerwiec|\
    da zercladur|dau|de juny|de xunu|dhen ògmhios|dwe mar auchiel|eka|ekaina|esɔ|esɔpɛsɔpɛ|fön|\
    föndo|gamaǀaeb|gan|geas|geassemánnu|giu|giugno|haz|haziran|hil|hun|hune|hunyo|hìlòndɛ̀|idwaata|\
    ile|iməg ichiibɔd|iun|iune|iunie|iyn|iyun|iýun|jon|jona|jug|jugn|jui|juin|jun|june|junho|junhu|\
    juni|junie|junij|junija|junio|juny|junyi|juu|juun=ig,so|juuni|juunip|jún|júna|június|júní|jūn|\
    jūnijs|kam|kamena|kar|kesi|kesimáánu|kesä|kesäk|kesäkuu|kesäkuuta|kmk|kor|kornyoot|korse|\
    kwiidwaata|kújúɔrɔk|lapa le ile|lip=hr|lipanj|lipnja|luf|lufuimi|làm|làmpadas|m-souree|\
    mamǝŋgwãafahbii|mas=ee|masa|mbi=mua|mean-souree|meh|mehefin|meith|meitheamh|met|mezh|mezheven|\
    mis metheven|moc|mod|mori ghwa karandadu|muj|mujimbi|mwai wa thanthatũ|mwedi wa nnyano na umo|\
    mwere wa gatandatũ|mweri wa gatantatũ|mweri wa sita|mweri wo thanu na mocha|ndzɔ̀ŋɔ̀nzùghò|ngs|\
    ngwɛn ńtuó|ngɔn saməna|nhla|nhlangula|nju|njuni|nyaŋgwɛ ŋgbanja|nzu|o-a|obirade-ayɛwohomumu|\
    okwamukaaga|omodok’king’ol|oshù òkúdu|oṣù òkúdu|pa mwedzi gwa sita|paa|paagi|pú-yepé|pûş|pûşper|\
    pûşperê|pɛsaŋ pɛ́nɛ́ntúkú|qer|qershor|rok|ruheshi|saŋ njÿoláʼ|sit|sueŋ|sun|sune|suw|suwe|\
    sánzá ya motóbá|tha=kam|wax|waxabajjii|wtd|wípazukȟa-wašté wí|xun|xunu|xuño|yun|yuni|yunyu|\
    zercl|zercladur|zin|zuw|zuwɛn|ògmh|òk|òkú|òkúdu|červen|června|čvn|ġun|ġunju|ŋwíí akǝ táafɔk|žuw|\
    žuweŋ|ɔsɔn|ιουν|ιουνίου|ιούν|ιούνιοσ|бэс|бэс ыйа|бэс ыйын|зургаадугаар сар|июн|июны|июнь|июня|\
    ијн|ијун|мау|маусым|чер|черв|червень|червня|чэр|чэрвень|чэрвеня|юни|јун|јуни|ҫӗр|ҫӗртме|հնս|\
    հունիս|հունիսի|יוני|ئىيۇن|جوان|جون|جوٗن|جوٙأن|حزيران|حوزەیران|يونيو|ژوئن|जुन|जून|जून:|जूनमासः|\
    জুন|ਜੂਨ|જૂન|ଜୁନ|ஜூன்|జూన్|ಜೂನ್|ജൂൺ|ජූනි|มิถุนายน|มิย|ມິຖ|ມິຖຸນາ|ཟླ་དྲུག་པ|ཟླ་བ་དྲུག་པ|\
    ཟླ་བ་དྲུག་པ་|སྤྱི་ཟླ་དྲུག་པ|ဇွန်|ივნ|ივნისი|ሰነ|ጁን|ᏕᎭ|ᏕᎭᎷᏱ|មិថុនា|ᱡᱩᱱ|ⵢⵓⵏ|ⵢⵓⵏⵢⵓ|六月=yue,zh|ꃘꆪ|ꖱꘋ|\
    𑄎𑄪𑄚𑄴|𞤳𞤮𞤪|𞤳𞤮𞤪𞤧𞤮
    a-k|ado|adooleessa|agɛ|agɛmɔ|agẹ|agẹmọ|an t-iuchar|ayɛwoho-kitawonsa|bisha todobaad|chg|\
    chikunguru|chulai|cul|da fanadur|dao|de jul|de juliol|de xunetu|dhen iuchar|dum|dwe mar abiriyo|\
    efute|fan|fanadur|gor|gorff|gorffennaf|goue|gouere|hei|heinä|heinäk|heinäkuu|heinäkuuta|heiwet|\
    hul|hulyo|hūr|hūrae|iməg àdùmbə̀ŋ|iuch|iul|iulai|iulie|iyl|iyul|iúil|iýul|j-souree|\
    jerrey-souree|jol=mg,teo|jolay|juil|juill|juillet|jul|julaayi|julai|julayi|julaị|julho|julhu|\
    juli|julie|julij|julija|julio|juliol|july|julyai|juuli|juulip|júl|júla|július|júlí|jūl|jūlijs|\
    kab|kabàlàshìpù|kms|korr|korrik|kuŋgwɛ|kʉmʉʉnchɨ|lapa le sapa|len|lengua|liep|liepa|liepos|\
    lip=pl|lipca|lipiec|lug|luglio|lui=fur|lul|lulju|luuliyo=so|mad=dua|madiɓɛ́díɓɛ́|mamǝŋgwãalii|\
    mfu=dav|mis gortheren|mli|moo|mor=ff|mori ghwa mfungade|morso|msp|mug|mukakaro|mushipepo|\
    mwai wa muonza|mwedi wa nnyano na mivili|mwere wa mũgwanja|mweri wa mũgwanja|mweri wa saba|\
    mweri wo saba|mórusásin|mʉʉnchɨ|ndzɔ̀ŋɔ̀dùmlo|nge=kln|ngwɛn hɛmbuɛrí|ngz|ngɔn zamgbála|\
    ng’eiyeet|nje|njr|njuraĩ|njèbà|ntu|ntulikazi|nya=rn,rw|nyakanga=rw|ojola|okwamushanju|\
    oshù agɛmɔ|oṣù agẹmọ|pa mwedzi gwa saba|pay=nus|pay yie̱tni|pú-mukũi|pɛsaŋ saambá|sab=bez,mgh|\
    sap=saq|saŋ tyɛ̀b tyɛ̀b mbʉ̀ŋ|sia|siamlɔm|siu|siulai|srp=hr|srpanj|srpnja|sul|sulet|suoi|\
    suoidnemánnu|syeini|syeinimáánu|sánzá ya nsambo|sás|sú|súuyee|tem|temmuz|trì|trìulas|tîr|tîrmeh|\
    tîrmehê|uzt|uztaila|wmj|xnt|xul|xullo|xunetu|yul|yuli|yulyu|yulyuz|zil|zilye|zul|zuluye|\
    července|červenec|čhaŋpȟásapa wí|čvc|ŋwíí akǝ táabɛɛ|žuy|žuyye|ǂkhoesaob|ιουλ|ιουλίου|ιούλ|\
    ιούλιοσ|долоодугаар сар|июл|июлы|июль|июля|ијл|ијул|лип|липень|липня|ліп|ліпень|ліпеня|от ыйа|\
    от ыйын|отй|утӑ|шіл=kk|шілде|юли|јул|јули|հլս|հուլիս|հուլիսի|יולי|ئىيۇل|تموز|تەمووز|جول|جولاءِ|\
    جولائی|جولای|جويلية|جوٗلایی|جوٙلا|يوليو|يوليوز|ژوئیه|ژوئیهٔ|जु|जुल|जुलय|जुला|जुलाई|जुलाई:|\
    जुलाईमासः|जुलै|जुल॰|জুল|জুলা|জুলাই|ਜੁਲਾ|ਜੁਲਾਈ|જુલાઈ|ଜୁଲାଇ|ஜூலை|జులై|ಜುಲೈ|ജൂലൈ|ජූලි|กค|กรกฎาคม|\
    ກລ|ກໍລະກົດ|ཟླ་བ་བདུན་པ|ཟླ་བ་བདུན་པ་|ཟླ་བདུན་པ་|སྤྱི་ཟླ་བདུན་པ་|ဇူ|ဇူလိုင်|ივლ|ივლისი|ሓም|ሓምለ|ጁላይ|\
    ᎫᏰ|ᎫᏰᏉᏂ|កក្កដា|ᱡᱩᱞ|ᱡᱩᱞᱟᱭ|ⵢⵓⵍ|ⵢⵓⵍⵢⵓⵣ|七月=yue,zh|ꏃꆪ|ꖱꕞ|ꖱꕞꔤ|𑄎𑄪𑄣𑄭|𞤥𞤮𞤪|𞤥𞤮𞤪𞤧𞤮
    abu|abuztua|aga|agasti|aggusti|aggustip|ago|agost|agosti|agosto|agostu|ags|agt|agu|agusito|\
    agusta|agusti|agustus|an lùnastal|aog|aogositra|août|aoǁkhuumûǁkhâb|aug|auguscht|august|augusta|\
    augusti|augusto|augusts|augustus|augusztus|aus|austu|avg|avgust|avo|avost|avq|avqust|avust|awg|\
    awgust|awgusta|awst|aww|awwissu|ağu|ağustos|aŭg|aŭgusto|bisha sideedaad|borg|borgemánnu|bɔ́r|\
    d-ɔ|dab|dea|deasiamime|dhen lùnastal|difuu-ɔsandaa|diŋ|diŋgindi|dwe mar aboro|d’ag|d’agost|\
    d’agostu|d’avust|elo|elok|elokuu|elokuuta|eost|est|fɔe|fɛ|gel|gelawêj|gelawêjê|gush|gusht|hag|\
    hagayya|hik|hìkaŋ|iməg ichika|isi|juk|juko|kan=rn,rw|kanama|kmn|knn|kol|kolovoz|kolovoza|kük|\
    kükürü|kʉvɨɨrɨ|lapa le isiet|luanistyn|lush|lùna|lùshìkà|lún|lúnasa|madǝmbii|mam=mua|mis est|\
    mori ghwa wunyanya|mpg|mupuguto|mwai wa nyaanya|mwedi wa nnyano na mitatu|mwere wa kanana|\
    mweri wa kanana|mweri wa nane|mweri wo nane|nan|ncw|ncwabakazi|ndzɔ̀ŋɔ̀kwîfɔ̀e|ngm|ngwɛn lɔmbi|\
    ngɔn mwom|nya=kam,sn|nyamavhuvhu|nyandagaro|oga|ogasti|ogo|ogos|ogosto|ogs|okwamunaana|opedel|\
    oshù ògún|ouj|oujoss|out=mfe|oṣù ògún|pa mwedzi gwa nane|ped|pisuyú|porge|porgemáánu|\
    pú-musapíri|pɛsaŋ pɛ́nɛ́fɔm|roo|rooptui|rugp|rugpjūtis|rugpjūčio|saŋ mbʉ̀ŋ|sie|sierpień|\
    sierpnia|srp=cs|srpen|srpna|sánzá ya mwambe|thoo|tho̱o̱r|uti|vɨɨrɨ|wasútȟuŋ wí|wnn|wun|ágú|\
    ágúst|òg|ògú|ògún|öig|öigšte|āku|ākuhata|ŋwíí akǝ táaraa|ɔlɔ́ɨ́bɔ́rárɛ|ɣuc|ɣuct|ʻaok|ʻaokosi|\
    ʻau|ʻaukake|αυγ|αυγούστου|αύγ|αύγουστοσ|авг|август|августа|августы|атр|атырдьых ыйа|\
    атырдьых ыйын|ауг|аугуст|жні|жнівень|жніўня|наймдугаар сар|сер|серп|серпень|серпня|там=kk|тамыз|\
    ҫур|ҫурла|օգոստոս|օգոստոսի|օգս|אוגוסט|אוג׳|אויג|אויגוסט|آب|آگسٽ|آگوست|أغسطس|أغشت|أوت|ئاب|\
    ئاۋغۇست|اوت|اګست|اگس|اگست|غشت|अग|अगस्ट|अगस्त|अगस्त:|अगस्तमासः|अग॰|आग|आगष्ट|ऑग|ऑगस्ट|আগ|আগষ্ট|\
    আগস্ট|ওগষ্ট|ਅਗ|ਅਗਸਤ|ઑગસ્ટ|ଅଗଷ୍ଟ|ஆக|ஆகஸ்ட்|ఆగ|ఆగస్టు|ಆಗ|ಆಗಸ್ಟ್|ഓഗ|ഓഗസ്റ്റ്|අගෝ|අගෝස්තු|สค|\
    สิงหาคม|ສຫ|ສິງຫາ|ཟླ་བ་བརྒྱད་པ|ཟླ་བ་བརྒྱད་པ་|ཟླ་བརྒྱད་པ་|སྤྱི་ཟླ་བརྒྱད་པ་|ဩဂုတ်|აგვ|აგვისტო|ነሓ|\
    ነሓሰ|ኦገስ|ኦገስት|ᎦᎶ|ᎦᎶᏂ|សីហា|ᱟᱜᱟ|ᱟᱜᱟᱥᱛ|ọgọ|ọgọst|ọgọọst|ọ́gọ|ⵖⵓⵛ|ⵖⵓⵛⵜ|八月=yue,zh|ꉆꆪ|ꗛꔕ|𑄃𑄉𑄧𑄌𑄴𑄑𑄴|𞤶𞤵𞤳|\
    𞤶𞤵𞤳𞤮
    an t-sultain|any|anyɔnyɔ|bisha sagaalaad|bur|bureet|cab|cabudanni|cte|ctembeṛ|cut|cutanbir|\
    da settember|de set|de setembre|de setiembre|dhen t-sultain|dip|doc|dwe mar ochiko|dzu|dìpɔ̀s|\
    eyl|eylül|f-ɛ|fankwa-ɛbɔ|fde|ful=om|fuulbana|fĩi dǝɓlii|gun|gunyana|gwen|gwengolo|gwn|hep|\
    hepetema|her|herbštmánet|ike|iməg kud|imɛŋ i puɔs|ira|iraila|ken|kep|kepakemapa|kmw|knd|kús|\
    kúshîn|kʉsaatʉ|lapa le saal|lut=lu|lutongolo|m-fouyir|mean-fouyir|medi|meán fómhair|mfómh|\
    mis gwynngala|mori ghwa ikenda|mpan|mpandula|munyense|mvu|mvuka|mwai wa kenda|\
    mwedi wa nnyano na nchechi|mwere wa kenda|mweri wa kenda|mweri wa tisa|mweri wo tisa|mye|\
    ndzɔ̀ŋɔ̀tɨ̀fʉ̀ghàdzughù|nge=ewo|ngwɛn rɛbvuâ|ngɔn ebulú|njapi|nyakanga=rn|nyɛt|nyɛtɛki|nze|\
    nzeli|okwamwenda|oshù owewe|osokosokoma|owe|owewe|oṣù owewe|pa mwedzi gwa tisa|pú-irũdí|\
    pɛsaŋ pɛ́nɛ́pfúꞌú|rez|rezber|rezberê|rugs|rugsėjis|rugsėjo|ruj|rujan|rujna|saa|saatʉ|sat|\
    satumba|saŋ ngwɔ̀ʼ mbÿɛ|seb|sebteembar|sebuttemba|sek|sektanbur|sen=az,tk,uz|sentabr|sentyabr|\
    sentýabr|sep|sepitema|sept|septam|septambra|septemba|septembar|septembari|septembarip|september|\
    septembra|septembre|septembrie|septembris|septembro|septhemba|septiembre|septimber|septämber|\
    set|setembar|setembre|setembro|setenbru|setiembre|sett|settembar|settember|settembre|settembru|\
    setyembre|sht|shtator|siilto|slt|sok|spt|stb|sult|syys|syysk|syyskuu|syyskuuta|szept|szeptember|\
    sàt|sàttumbar|sánzá ya libwa|säp|sép|séptémber|sɛt|sɛtanburu|sẹp|sẹptẹ́mba|taraǀkhuumûǁkhâb|tis|\
    tɛɛ|tɛɛr|wkd|wrz|wrzesień|września|zář|září|čakč|čakčamánnu|čhaŋwápeǧi wí|čohčâ|čohčâmáánu|\
    ŋwíí akǝ táanin|σεπ|σεπτέμβριοσ|σεπτεμβρίου|авӑн|балаҕан ыйа|балаҕан ыйын|блҕ|вер|верасень|\
    верасня|вересень|вересня|есдүгээр сар|сен=az,ce,ky,os,tg,uz|сент|сентябр|сентябры|сентябрь|\
    сентября|сентјабр|сеп|септ|септембар|септември|қыр=kk|қыркүйек|սեպ|սեպտեմբեր|սեպտեմբերի|סעפּ|\
    סעפּטעמבער|ספטמבר|ספט׳|أيلول|ئەیلوول|سئپتامر|سبتمبر|ستمبر|سيپٽمبر|سپت|سپتامبر|سپتمبر|سېنتەبىر|\
    سېپتمبر|شتمبر|شتنبر|सतुंबर|सप्टे|सप्टें|सप्टेंबर|सित|सितंबर|सितंबर:|सितंबरमासः|सितम्बर|सित॰|सेप|\
    सेप्टेम्बर|सेप्थेम्बर|ছেপ্তে|ছেপ্তেম্বৰ|সেপ|সেপ্ট|সেপ্টেঃ|সেপ্টেম্বর|ਸਤੰ|ਸਤੰਬਰ|સપ્ટે|સપ્ટેમ્બર|\
    ସେପ୍ଟେମ୍ବର|செப்|செப்டம்பர்|సెప్టెం|సెప్టెంబర్|ಸೆಪ್ಟೆಂ|ಸೆಪ್ಟೆಂಬರ್|സെപ്റ്റം|സെപ്റ്റംബർ|සැප්|\
    සැප්තැම්බර්|กย|กันยายน|ກຍ|ກັນຍາ|ཟླ་དགུ་པ་|ཟླ་བ་དགུ་པ|ཟླ་བ་དགུ་པ་|སྤྱི་ཟླ་དགུ་པ་|စက်|စက်တင်ဘာ|\
    სექ|სექტემბერი|መስ|መስከረም=ti|ሴፕቴ|ሴፕቴምበር|ᏚᎵ|ᏚᎵᏍᏗ|កញ្ញា|ᱥᱮᱯ|ᱥᱮᱯᱴᱮᱢᱵᱟᱨ|ⵛⵓⵜ|ⵛⵓⵜⴰⵏⴱⵉⵔ|九月=yue,zh|ꈬꆪ|ꕢꕌ|\
    𑄥𑄬𑄛𑄴𑄑𑄬𑄟𑄴𑄝𑄧𑄢𑄴|𞤧𞤭𞤤|𞤧𞤭𞤤𞤼𞤮
    an dàmhair|bio|bisha tobnaad|bìòôm|dap|deireadh fómhair|dfómh|dhen dàmhair|dwe mar apar|dàmh|\
    d’ochobre|d’oct|d’october|d’octubre|eki|ekim|epe|epeeso|fmu|fĩi mundaŋ|gitugutu|golg|\
    golggotmánnu|gum|gumiguru|gís|hed=kw|here|hyd|hydref|iku|iməg tèsiʼe|imɛŋ i putúk,oóli ú kátíɛ|\
    inyi|j-fouyir|jerrey-fouyir|kel=ee|kele|kew|kewçêr|kewçêrê|kkm|ktu|ktubr|kum|kwiinyi|kṭu|kṭuber|\
    laa|laath|lapa le tomon|lis=hr|listopad=hr|listopada=hr|loka|lokak|lokakuu|lokakuuta|lun|\
    lungùdi|lɔm|may=dua|mayésɛ́|mfu=nd|mfumfu|mis hedra|mok|mokhu|mori ghwa ikumi|mwai wa ĩkumi|\
    mwedi wa nnyano na nnyano|mwere wa ikũmi|mweri wa ikumi|mweri wa ikũmi|mweri wo kumi|\
    ndzɔ̀ŋɔ̀ghǔuwelɔ̀m|nga|ngb=sg|ngberere|ngwɛn wum|ngɔn awóm|nyukul|och|ochobre|oct|october|\
    octobre|octombrie|octubre|oke|oketopa|oki|okitoba|okitobba|okt|oktabr|okthoba|okthobha|oktob|\
    oktoba|oktobar|oktobari|oktobarip|oktober|oktobra|oktobris|oktobro|oktohber|oktoobar=so,wo|\
    oktoober|oktoobur|oktubre|oktyabr|október|októbra|oktýabr|oktũba|okwaikumi|olgísan|onk|\
    onkololeessa|oshù ɔ̀wàrà|otibar|ott|ottobre|ottubru|otu|otubar|otubro|otubru|out=gl,pt|outubro|\
    oṣù ọ̀wàrà|pa mwedzi gwa kumi|paź|październik|października|pɛsaŋ nɛgɛ́m|roovvâd|roovvâdmáánu|\
    santugaine|saŋ tàŋa tsetsáʼ|spal|spalio|spalis|stg|sánzá ya zómi|tet|tetor|tib|tom|tub|tubeṛ|\
    ukw|ukwakira|urr|urria|wik|wím|wímánet|yar|yarkomaa|yepé-putimaã|čhaŋwápe-kasná wí|ĩku|\
    ŋwíí akǝ ntɛk|říj|říjen|října|ǂnûǁnâiseb|ɔ-a|ɔbɛsɛ-ahinime|ɔku|ɔkutɔburu|ɔtb|ɔ̀w|ɔ̀wà|ɔ̀wàrà|\
    ʻok|ʻoka|ʻokakopa|ʻokatopa|οκτ|οκτωβρίου|οκτώβριοσ|алт|алтынньы|аравдугаар сар|жов|жовт|жовтень|\
    жовтня|кас|кастрычнік|кастрычніка|окт|октобар|октомври|октябр|октябры|октябрь|октября|октјабр|\
    юпа|қаз=kk|қазан|հոկ|հոկտեմբեր|հոկտեմբերի|אוקטובר|אוק׳|אקט|אקטאבער|آڪٽوبر|أكتوبر|ئوکتوڤر|\
    ئۆكتەبىر|اکت|اکتبر|اکتوبر|اکتوٗبر|تشرين الأول|تشرینی یەکەم|अकतुम्बर|अक्टूबर|अक्टोबर|अक्ट’|\
    अक्ट’बर|अक्तू|अक्तूबर|अक्तूबर:|अक्तूबरमासः|अक्तू॰|ऑक्टो|ऑक्टोबर|ओक्टोबर|অক্টো|অক্টোঃ|অক্টোবর|\
    অক্টোবৰ|ওক্টো|ওক্টোবর|ਅਕਤੂ|ਅਕਤੂਬਰ|ઑક્ટો|ઑક્ટોબર|ଅକ୍ଟୋବର|அக்|அக்டோபர்|అక్టో|అక్టోబర్|ಅಕ್ಟೋ|\
    ಅಕ್ಟೋಬರ್|ഒക്ടോ|ഒക്‌ടോബർ|ඔක්|ඔක්තෝබර්|ตค|ตุลาคม|ຕລ|ຕຸລາ|ཟླ་བ་བཅུ་པ|ཟླ་བ་བཅུ་པ་|ཟླ་བཅུ་པ་|\
    སྤྱི་ཟླ་བཅུ་པ་|အောက်|အောက်တိုဘာ|ოქტ|ოქტომბერი|ኦክቶ|ኦክቶበር|ጥቅ|ጥቅምቲ|ᏚᏂ|ᏚᏂᏅᏗ|តុលា|ᱚᱠᱴ|ᱚᱠᱴᱚᱵᱟᱨ|ọkt|\
    ọktoba|ọktóba|ọ̀w|ọ̀wà|ọ̀wàrà|ⴽⵜⵓ|ⴽⵜⵓⴱⵔ|十月=yue,zh|ꊰꆪ|ꕭꖃ|𑄃𑄧𑄇𑄴𑄑𑄬𑄝𑄧𑄢𑄴|𑄃𑄧𑄇𑄴𑄑𑄮𑄝𑄧𑄢𑄴|𞤴𞤢𞤪|\
    𞤴𞤢𞤪𞤳𞤮
    ade|adeɛmekpɔxe|an t-samhain|aza|azaroa|bisha kow iyo tobnaad|bé|bél|bélú|da november|de nov|\
    de novembre|de payares|dgi|dhen t-samhain|dwe mar gi achiel|fgw|fĩi gwahlle|imw|iməg zò|jol=ff|\
    jolal|kaa|kas=lu,tr|kaswèkèsè|kasım|kipsuunde ne taai|kmj|knk|kpt|kur=nus|kʉsaano|lab|\
    lapa le tomon obo|lapkr|lapkritis|lapkričio|lis=cs,pl|listopad=cs,pl|listopada=pl|listopadu|lwe|\
    lwezi|m-houney|makandikɛ|marras|marrask|marraskuu|marraskuuta|may=bas|mbu|mbudzi|mee houney|\
    mis du|moj|mori ghwa ikumi na imweri|munyonyo|mus|musongandembwe|mwai wa ĩkumi na ĩmwe|\
    mwedi wa nnyano na nnyano na u|mwere wa ikũmi na ũmwe|mweri wa ikumi na moja|\
    mweri wa ikũmi na ũmwe|mweri wo kumi na moja|màyɛsèp|nab|nabändüru|ndzɔ̀ŋɔ̀chwaʔàkaa wo|ngad|\
    ngwɛn wum navǔr|ngɔn awóm ai dziá|nob|nobemba|nobyembre|noem|noema|nof|noiembrie|noo|\
    noofeembar=so|noowanbur|nop|nopémber|nov|novam|novambra|novemba|novembar|novembari|novembarip|\
    november|novembra|novembre|novembris|novembro|novembru|noviembre|novimber|novämber|now|\
    nowanburu|nowemapa|nowember|nowembra|nowàmbar|noy|noyabr|noý|noýabr|nun|nunembeṛ|nuv|nuvenbru|\
    nuw|nuwamba|nuwanbir|nvb|nwa|nwanbir|nën|nëntor|nóv|nóvember|nōv|nōvema|nọv|nọvẹ́mba|\
    okwaikumi na kumwe|olabor|oshù bélú|oṣù bélú|pa mwedzi gwa kumi na moja|pay=ast|payares|\
    pɛsaŋ ntsɔ̌pmɔ́|pʉshʉ́ka|saano|sad|sadaasa|samh|samhain|santandria|saŋ mejwoŋó|ser|sermawez|\
    sermawezê|shʉ́|skammâ|skammâmáánu|skáb|skábmamánnu|sta|stu|studeni|studenoga|\
    sánzá ya zómi na mɔ̌kɔ́|tach|tachwedd|tin|tiníní|tob|ugu|ugushyingo|waníyetu wí|win|wintermánet|\
    wmw|yepé-yepé|ĩkm|ŋwíí akǝ ntɛk di bɔ́k|ǀhooǂgaeb|ɔ-o|ɔberɛfɛw-obubuo|νοέ|νοέμβριοσ|νοε|\
    νοεμβρίου|арван нэгдүгээр сар|лис|лист|листопад|листопада|ліс|лістапад|лістапада|нов|новембар|\
    ное|ноем|ноември|ноя|нояб|ноябр|ноябры|ноябрь|ноября|ној|нојабр|сэт|сэтинньи|чӳк|қар=kk|қараша|\
    նոյ|նոյեմբեր|նոյեմբերի|נאוו|נאוועמבער|נובמבר|נוב׳|تشرين الثاني|تشرینی دووەم|نوامبر|نوفمبر|نوم|\
    نومبر|نونبر|نويابىر|نوڤامر|नव|नवं|नवंबर|नवंबर:|नवंबरमासः|नवम्बर|नवूमबर|नवे|नवेम्बर|नव॰|नो|\
    नोभेम्बर|नोव्हें|नोव्हेंबर|নবেম্বর|নভে|নভেঃ|নভেম্বর|নৱে|নৱেম্বৰ|ਨਵੰ|ਨਵੰਬਰ|નવે|નવેમ્બર|ନଭେମ୍ବର|\
    நவ|நவம்பர்|నవం|నవంబర్|ನವೆಂ|ನವೆಂಬರ್|നവം|നവംബർ|නොවැ|නොවැම්බර්|พย|พฤศจิกายน|ພຈ|ພະຈິກ|\
    ཟླ་བ་བཅུ་གཅིག་པ|ཟླ་བ་བཅུ་གཅིག་པ་|ཟླ་བཅུ་གཅིག་པ་|སྤྱི་ཟླ་བཅུ་གཅིག་པ་|နို|နိုဝင်ဘာ|ნოე|ნოემბერი|\
    ሕዳ|ሕዳር|ኖቬም|ኖቬምበር|ᏅᏓ|ᏅᏓᏕᏆ|វិច្ឆិកា|ᱱᱟᱣ|ᱱᱟᱣᱟᱢᱵᱟᱨ|ⵏⵓⵡ|ⵏⵓⵡⴰⵏⴱⵉⵔ|十一月=yue,zh|ꊰꊪꆪ|ꔞꘋ|ꔞꘋꕔꕿ ꕸꖃꗏ|\
    𑄚𑄧𑄞𑄬𑄟𑄴𑄝𑄧𑄢𑄴|𞤶𞤮𞤤|𞤶𞤮𞤤𞤮
    abe|abendua|an dùbhlachd|ara|aralık|avi|avientu|ber|berfanbar|berfanbarê|bisha laba iyo tobnaad|\
    bow|bowte|chr|chrištmánet|cis|ciswà|da december|dag|de des|de desembre|dec|decembar|decembari|\
    decembarip|december|decembra|decembre|decembrie|decembris|decembro|dee|deesanbur|dek|dekabr|des|\
    desam|desambra|desanburu|desemba|desember|desembre|desimber|desàmbar|dets|detsember|dez|\
    dezember|dezembro|dezämber|dhen dùbhlachd|dhj|dhjetor|dic|dicemba|dicembar|dicembre|diciembre|\
    dis|disamba|disambar|diseembar|disemba|disember|disyembre|disẹ́mba|dit|diz|dizenbru|diċ|\
    diċembru|dsb|duj|dujanbir|duǧ|duǧembeṛ|dwe mar apar gi ariyo|dzm|dzome|déc|décembre|dés|\
    désémber|dùbh|d’avientu|elá|eláŋgɛ́|fwo|fyu|fĩi yuru|gru|grudnia|grudzień|gruod|gruodis|\
    gruodžio|hôasoreǁkhâb|igi|iməg krizmed|iwi|joulu|jouluk|joulukuu|joulukuuta|juov|juovlamánnu|\
    juovlâ|juovlâmáánu|kak|kakauka|kek|kekemapa|kerzu|kev|kigarama|kipsuunde nebo aeng’|kmb|knb|kpa|\
    kris|krísimin|kzu|kʉsasatʉ|lapa le tomon waare|liɓ|lìbuy li ńyèe|m-nollick|m-ɔ|mee ny nollick|\
    mis kevardhu|mori ghwa ikumi na iwi|mpal|mpalakazi|mud|muddee|muh=sbp|muhaano|mumu-ɔpɛnimba|\
    mwai wa ĩkumi na ilĩ|mwedi wa nnyano na nnyano na m|mweri wa ikumi na mbili|\
    mweri wa ikũmi na kaĩrĩ|mweri wo kumi na yel’li|nad|nadale|ndithemba|ndzɔ̀ŋèfwòo|ngab|\
    ngɔn awóm ai bɛ̌|noll|nollaig|ntʉ́|ntʉ́ŋʉ́s|okwaikumi na ibiri|opoo|oshù ɔ̀pɛ̀|oṣù ọ̀pẹ̀|\
    pa mwedzi gwa kumi na mbili|pilɔndɔ́|poo|pro|prosinac|prosinca|prosince|prosinec|pɛsaŋ ntsɔ̌ppá|\
    rhag|rhagfyr|sasatʉ|saŋ lùm|sánzá ya zómi na míbalé|tid|tio̱p in di̱i̱t|tow|tīhe|tīhema|tīs|\
    tīsema|tȟahékapšuŋ wí|uku|ukuboza|yel|yepé-mukũi|zvi|zvita|ĩkl|ŋwíí akǝ ntɛk di bɛ́ɛ|ɓulɓusɛ|\
    ɔ̀p|ɔ̀pɛ|ɔ̀pɛ̀|δεκ|δεκέμβριοσ|δεκεμβρίου|арван хоёрдугаар сар|ахс|ахсынньы|гру|груд|грудень|\
    грудня|дек|декабр|декабры|декабрь|декабря|декември|дец|децембар|жел=kk|желтоқсан|раш|раштав|сне|\
    снежань|снежня|դեկ|դեկտեմբեր|դեկտեմբերի|דעצ|דעצעמבער|דצמבר|דצמ׳|دئسامر|دجمبر|دجنبر|دسامبر|دسم|\
    دسمبر|ديسمبر|دېكابىر|كانون الأول|ڊسمبر|کانونی یەکەم|डिसं|डिसंबर|डिसे|डिसें|डिसेंबर|डिसेम्बर|\
    दसूमबर|दिस|दिसंबर|दिसंबर:|दिसंबरमासः|दिस॰|ডিচে|ডিচেম্বৰ|ডিসে|ডিসেঃ|ডিসেম্বর|ਦਸੰ|ਦਸੰਬਰ|ડિસે|\
    ડિસેમ્બર|ଡିସେମ୍ବର|டிச|டிசம்பர்|డిసెం|డిసెంబర్|ಡಿಸೆಂ|ಡಿಸೆಂಬರ್|ഡിസം|ഡിസംബർ|දෙසැ|දෙසැම්බර්|ธค|\
    ธันวาคม|ທວ|ທັນວາ|ཟླ་བ་བཅུ་གཉིས་པ|ཟླ་བ་བཅུ་གཉིས་པ་|ཟླ་བཅུ་གཉིས་པ་|སྤྱི་ཟླ་བཅུ་གཉིས་པ་|ဒီ|ဒီဇင်ဘာ|\
    დეკ|დეკემბერი|ታሕ|ታሕሳስ|ዲሴም|ዲሴምበር|ᎥᏍ|ᎥᏍᎩᏱ|ធ្នូ|ᱫᱤᱥ|ᱫᱤᱥᱟᱢᱵᱟᱨ|ọ̀p|ọ̀pẹ|ọ̀pẹ̀|ⴷⵓⵊ|ⴷⵓⵊⴰⵏⴱⵉⵔ|\
    十二月=yue,zh|ꊰꑋꆪ|ꖨꖕ ꕪꕴ ꗏꖺꕮꕊ|ꖨꖕꗏ|𑄓𑄨𑄥𑄬𑄟𑄴𑄝𑄢𑄴|𑄓𑄨𑄥𑄬𑄟𑄴𑄝𑄧𑄢𑄴|𞤦𞤮𞤱|𞤦𞤮𞤱𞤼𞤮
    """
}
