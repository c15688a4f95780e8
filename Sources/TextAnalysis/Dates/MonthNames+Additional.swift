// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Names that CLDR does not have. A line a month; names between bars; `=` and languages after a name
// that means several months.
//
// Written from general knowledge, not copied from a list. Where to check them: Wikipedia, "Arabic names
// of calendar months" (Levant, Egypt, Maghreb), "Solar Hijri calendar" (Dari and Pashto zodiac
// names), "Kurdish calendar", "Islamic calendar" (romanisations, Indonesian, Turkish), "Ethiopian
// calendar" (romanisations); Wiktionary's declension tables for the cases of each month.

extension MonthNames {
  /// Gregorian.
  static let additionalGregorian = """
    كانون الثاني|كانون ثاني|جانفي|کانوونی دووەم|کانونی دووەم|january|gennaio|janv|jänner|يناير|\
    ថ្ងៃមករា|မကရာ|sausis
    شباط|فيفري|فبراير|شوبات|february
    آذار|اذار|مارس|ئازار|ئادار|march
    نيسان|أفريل|افريل|ابريل|نیسان|april
    أيار|ايار|ماي|مايو|ئایار|mayis
    حزيران|جوان|يونيو|حوزەیران|حوزه‌یران
    تموز|جويلية|جويليه|يوليو|يوليوز|تەمموز|تەممووز
    آب|أوت|اوت|غشت|أغسطس|اغسطس|ئاب
    أيلول|ايلول|شتنبر|سبتمبر|ئەیلوول|sept
    تشرين الأول|تشرين اول|أكتوبر|اكتوبر|تشرینی یەکەم
    تشرين الثاني|تشرين ثاني|نوفمبر|نونبر|تشرینی دووەم
    كانون الأول|كانون اول|ديسمبر|دجنبر|کانوونی یەکەم|کانونی یەکەم
    """

  /// Gregorian, in the case that stands after “in”.
  static let inflectedGregorian = """
    январе|січні|студзені|styczniu|lednu|januári|siječnju|јануару|januaru|tammikuussa|tammikuun|\
    januárban|jaanuaris|janvārī|janvārī
    феврале|лютому|лютым|lutym|únoru|februári|veljači|фебруару|februaru|helmikuussa|helmikuun|\
    februárban|veebruaris|februārī|februārī
    марте|березні|сакавіку|marcu|březnu|marci|ožujku|марту|martu|maaliskuussa|maaliskuun|\
    márciusban|märtsis|martā|martā
    апреле|квітні|красавіку|kwietniu|dubnu|apríli|travnju|априлу|aprilu|huhtikuussa|huhtikuun|\
    áprilisban|aprillis|aprīlī|aprīlī
    мае|травні|траўні|maju|květnu|máji|svibnju|мају|toukokuussa|toukokuun|májusban|mais=et|maijā|maijā
    июне|червні|чэрвені|czerwcu|červnu|júni|lipnju|јуну|junu|kesäkuussa|kesäkuun|júniusban|juunis|jūnijā|jūnijā
    июле|липні|ліпені|lipcu|červenci|júli|srpnju|јулу|julu|heinäkuussa|heinäkuun|júliusban|juulis|jūlijā|jūlijā
    августе|серпні|жніўні|sierpniu|srpnu|auguste=sk|kolovozu|августу|avgustu|elokuussa|elokuun|\
    augusztusban|augustis|augustā|augustā
    сентябре|вересні|верасні|wrześniu|září|septembri|rujnu|септембру|septembru|syyskuussa|\
    syyskuun|septembrī|szeptemberben
    октябре|жовтні|кастрычніку|październiku|říjnu|októbri|октобру|oktobru|lokakuussa|lokakuun|oktobrī|\
    októberben|listopadu=hr
    ноябре|листопаді|лістападзе|listopadzie|listopadu=cs|novembri|studenom|новембру|novembru|\
    marraskuussa|marraskuun|novembrī|novemberben
    декабре|грудні|снежні|grudniu|prosinci|decembri|prosincu|децембру|decembru|joulukuussa|\
    joulukuun|decembrī|decemberben
    """

  /// Solar Hijri: Dari, Pashto, Kurdish, romanised.
  static let additionalSolarHijri = """
    حمل|وری|خاکەلێوە|فروردینماه|hamal|xakelêwe
    ثور|غویی|غوايی|گوڵان|بانەمەڕ|اردی‌بهشت|sawr
    جوزا|غبرګولی|غبرگولی|جۆزەردان|jawza
    سرطان|چنګاښ|چنگاښ|پووشپەڕ|saratan
    اسد|زمری|گەلاوێژ|امرداد|مرداد|asad
    سنبله|وږی|خەرمانان|sonbola
    میزان|تله|ڕەزبەر|mizan
    عقرب|لړم|خەزەڵوەر|گەڵاڕێزان|aqrab
    قوس|لیندۍ|سەرماوەز|qaws
    جدی|مرغومی|بەفرانبار|jadi
    دلو|سلواغه|ڕێبەندان|dalw
    حوت|کب|ڕەشەمە|رەشەمێ|hut
    """

  /// Hijri: spellings of Arabic, Urdu, Malay, Turkish and English.
  static let additionalHijri = """
    محرم|محرم الحرام|muharram|muharrem|moharram
    صفر|صفر المظفر|safar|safer
    ربيع الأول|ربيع اول|ربیع الاول|ربیع‌الاول|rabi al awwal|rabi ul awal|rabiul awal|rebiülevvel|\
    rabiulawal
    ربيع الآخر|ربيع الثاني|ربیع الثانی|ربیع‌الثانی|rabi al thani|rabi al akhir|rabiul akhir|\
    rebiülahir|rabiulakhir
    جمادى الأولى|جمادى الاول|جمادی الاول|جمادی‌الاول|جمادی الاولی|jumada al awwal|jumada al ula|\
    jumadil awal|cemaziyelevvel
    جمادى الآخرة|جمادى الثانية|جمادی الثانی|جمادی‌الثانی|جمادی الآخر|jumada al thani|\
    jumada al akhirah|jumadil akhir|cemaziyelahir
    رجب|رجب المرجب|rajab|recep|rejab
    شعبان|شعبان المعظم|shaban|syaban|sha ban|şaban|syakban
    رمضان|رمضان المبارك|ramadan|ramadhan|ramazan|ramzan
    شوال|shawwal|syawal|şevval
    ذو القعدة|ذي القعدة|ذوالقعدہ|ذوالقعدة|ذی القعده|ذیقعده|ذی‌قعده|zulkaidah|zulkaedah|zilkade|\
    dhu al qadah|dhul qadah|dhul qidah
    ذو الحجة|ذي الحجة|ذوالحجہ|ذوالحجة|ذی الحجه|ذیحجه|ذی‌حجه|zulhijah|zulhijjah|zilhicce|\
    dhu al hijjah|dhul hijjah
    """

  /// Ethiopian: Amharic, Tigrinya, romanised.
  static let additionalEthiopian = """
    መስከረም|meskerem|mäskäräm
    ጥቅምት|ጥቅምቲ|tikimt|teqemt|tiqimt
    ኅዳር|ሕዳር|ህዳር|hidar|hedar
    ታኅሣሥ|ታህሳስ|ታሕሳስ|tahsas|tahisas
    ጥር|ጥሪ|tirr
    የካቲት|ለካቲት|yekatit
    መጋቢት|megabit
    ሚያዝያ|miyazya
    ግንቦት|ginbot|genbot
    ሰኔ|ሰነ|sene
    ሐምሌ|ሓምለ|hamle
    ነሐሴ|ነሓሰ|nehase
    ጳጉሜን|ጳጉሜ|ጷጉሜን|ጳጉሜት|pagume|pagumen
    """
}
