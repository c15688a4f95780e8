// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Word lists of the light stemmers of single languages: forms that must meet, pairs that must not.

import Testing

@testable import TextAnalysis

/// A list of words of one language.
struct StemList: CustomTestStringConvertible, Sendable {
  let stemmer: Stemmer
  let language: String
  /// Forms between spaces that share one stem.
  let groups: [String]
  /// Words between spaces, no two of which share a stem.
  let apart: String

  var testDescription: String { language }

  static let all =
    [
      StemList(
        stemmer: .lightPolish, language: "pl",
        groups: [
          "książka książki książką książkami ksiazka", "nowy nowa nowego nowych nowymi nowym",
          "czytać czytał czytała czytali czytam czytają",
          "robotnik robotników robotnikami robotnika",
          "łódź łodzi łodzią", "miasto miasta miastem miastach", "ulica ulicy ulicą ulicach",
          "najpiękniejszy piękniejsza piękny",
        ],
        apart: "miasto ulica dom praca prawo pieniądze strajk robotnik matka most"),
      StemList(
        stemmer: .lightCzech, language: "cs",
        groups: [
          "město města městem městech městům mesto", "nový nová nové nového nových novými",
          "dělník dělníka dělníků dělníkům", "kniha knihy knihu knihou knihách",
          "pracovat pracuje pracoval pracovali", "schůze schůzi schůzí", "nejnovější novější",
        ],
        apart: "město kniha dělník schůze práce právo dům ulice nájem stávka"),
      StemList(
        stemmer: .lightUkrainian, language: "uk",
        groups: [
          "книга книги книгою книгами", "мова мови мову мовою мов",
          "читати читаю читає читали читав",
          "новий нова нове нові нового новою", "робітник робітники робітників робітникам",
          "навчатися навчаються навчалася", "вулиця вулиці вулицею", "ґанок ґанок ганок",
          "їжа їжу їжею", "збори зборів зборами",
        ],
        apart: "книга мова вулиця робітник свобода місто право праця земля хліб"),
      StemList(
        stemmer: .lightBengali, language: "bn",
        groups: [
          "ছেলে ছেলের ছেলেরা ছেলেকে ছেলেদের", "বাজার বাজারে বাজারের", "মানুষ মানুষের মানুষকে মানুষও মানুষেরা",
          "শিক্ষক শিক্ষকদের শিক্ষকরা শিক্ষকের", "সভা সভার সভায় সভাটি", "ঢাকা ঢাকায় ঢাকার",
          "অধিকার অধিকারের অধিকারগুলো", "বাড়ি বাড়ির বাড়িতে", "মেয়ে মেয়ের মেয়েরা মেয়েদের",
        ],
        apart: "মানুষ বাজার শিক্ষক সভা ঢাকা অধিকার ছেলে মেয়ে বাংলা"),
      StemList(
        stemmer: .lightTagalog, language: "tl",
        groups: [
          "sulat sumulat sumusulat sinulat sinusulat susulat isulat nagsulat magsusulat sulatan",
          "kain kumain kakain kinain kakainin", "ganda maganda kagandahan magandang gumanda",
          "laro laruan naglaro maglalaro", "alis umalis aalis",
          "basa basahin binasa bumasa nagbasa",
          "tulong tumulong tulungan tinulungan", "gising gumising ginising magising",
        ],
        apart: "sulat kain ganda laro basa tulong lakad bayan bahay tubig"),
      StemList(
        stemmer: .lightAlbanian, language: "sq",
        groups: [
          "shkolla shkollë shkollës shkollave shkollat shkollën",
          "libër libri librit librat librave",
          "qytet qyteti qytetit qytetet qyteteve qytetin", "punoj punon punojmë punuar puna punë",
          "mbledhje mbledhja mbledhjes mbledhjet", "vend vendi vendet vendeve",
          "gjuhë gjuha gjuhën",
        ],
        apart: "shkolla libër qytet punë mbledhje vend gjuhë shtet ditë mal"),
      StemList(
        stemmer: .lightSwahili, language: "sw",
        groups: [
          "soma anasoma walisoma kusoma tutasoma hawakusoma", "mtoto watoto", "kitabu vitabu",
          "mwalimu walimu", "nyumba nyumbani", "chama vyama", "tunda matunda", "mkutano mikutano",
          "mwanafunzi wanafunzi", "enda anaenda kwenda", "kijiji vijiji vijijini",
        ],
        apart: "soma mtoto kitabu mwalimu nyumba chama mkutano mwanafunzi enda kijiji habari"),
      StemList(
        stemmer: .lightSomali, language: "so",
        groups: [
          "buug buugga buuggii buuggan", "magaalo magaalada magaalooyin magaalooyinka",
          "naag naagta naago naagaha", "arday ardayga ardayda", "dad dadka dadku dadkii",
          "dowlad dowladda", "guri guriga gurigayga", "xuquuq xuquuqda xuquuqaha", "hooyo hooyada",
        ],
        apart: "buug magaalo naag arday dad dowlad guri xuquuq wadan shir"),
      StemList(
        stemmer: .lightSlovak, language: "sk",
        groups: [
          "mesto mesta mestu mestom mestách", "žena ženy ženu ženou ženám ženách",
          "nový nová nové nového novej novým",
          "robotník robotníka robotníkov robotníkom", "ulica ulice ulicu ulicou uliciach",
          "pracovať pracoval pracovala pracovali",
        ],
        apart: "mesto žena robotník ulica práca právo dom štrajk most škola"),
      StemList(
        stemmer: .lightSlovene, language: "sl",
        groups: [
          "mesto mesta mestu mestom mestih", "ženska ženske ženski ženskih ženskam",
          "begunca begunci beguncev beguncem", "knjiga knjige knjigi knjigo knjig",
          "govoriti govorim govori govorijo govorila", "nova nove novi novega novih novim",
        ],
        apart: "mesto ženska begunec knjiga pravica delo stavka most šola otrok"),
      StemList(
        stemmer: .lightBulgarian, language: "bg",
        groups: [
          "град градът града градове градовете", "книга книгата книги книгите",
          "жена жената жени жените",
          "нов нова ново нови новият новата новото новите", "бежанка бежанката бежанки бежанките",
          "училище училището училища училищата",
        ],
        apart: "град книга жена бежанка работник право стачка училище мост дете"),
      StemList(
        stemmer: .lightLatvian, language: "lv",
        groups: [
          "pilsēta pilsētas pilsētu pilsētai pilsētām pilsētās", "bēglis bēgļi bēgļu bēgļiem",
          "jauns jauna jaunā jauno jauniem jaunajā", "grāmata grāmatas grāmatu grāmatām",
          "darbs darba darbu darbam darbi darbos",
        ],
        apart: "pilsēta bēglis grāmata darbs tiesība streiks skola tilts sieviete"),
      StemList(
        stemmer: .lightEstonian, language: "et",
        groups: [
          "linna linnas linnast linnale linnaga linnad linnade linnades",
          "raamatu raamatut raamatute raamatutes raamatuga",
          "põgenike põgenikud põgenikuga", "kool kooli koolis koolist koolide koolile",
        ],
        apart: "linn raamat põgenik kool õigus streik sild naine töö"),
      StemList(
        stemmer: .lightBelarusian, language: "be",
        groups: [
          "кніга кнігі кнігу кнігай кнігамі", "новы новая новае новыя новага новых",
          "бежанка бежанкі бежанкамі", "горад горада горадам",
        ],
        apart: "кніга бежанка горад мова праца права школа мост жанчына"),
      StemList(
        stemmer: .lightKurmanji, language: "ku",
        groups: [
          "penaber penaberan penaberên penaberek penaberekî", "jin jinan jinên jinek jinê",
          "gund gundan gundên gundekî",
          "zarok zarokan zarokên zarokek",
        ],
        apart: "penaber jin gund zarok ziman dibistan azadî kar"),
      StemList(
        stemmer: .lightMacedonian, language: "mk",
        groups: [
          "народ народот народи народите", "жена жената жени жените", "новиот нова нови новите",
          "држава државата држави државите", "бегалка бегалката бегалки", "живот животот",
        ],
        apart: "народ жена држава бегалка право штрајк училиште мост дете живот"),
      StemList(
        stemmer: .lightAzerbaijani, language: "az",
        groups: [
          "qaçqın qaçqınlar qaçqınları qaçqınlara qaçqınların",
          "ölkə ölkəni ölkədə ölkəsi ölkələrində ölkəmizə",
          "məktəb məktəbi məktəbdə məktəblərin məktəbindən", "uşaq uşağı uşaqlar uşaqların uşağa",
          "məclis məclisi məclisin məclisdə", "şəxs şəxsi şəxslər şəxslə",
        ],
        apart: "qaçqın ölkə məktəb uşaq məclis şəxs hüquq tətil körpü ana"),
      StemList(
        stemmer: .lightUzbek, language: "uz",
        groups: [
          "qishloq qishlogʻi qishloqda qishloqlar qishlogʻidan",
          "bola bolalar bolasi bolalarning bolani",
          "shaxs shaxsi shaxslar shaxsning", "erkinlik erkinligi erkinliklar erkinliklarini",
          "oila oilasi oilamiz oilaning", "maktab maktabi maktabda maktablarda",
        ],
        apart: "qishloq bola shaxs erkinlik oila maktab qochqin ayol davlat"),
      StemList(
        stemmer: .lightUzbek, language: "uz-Cyrl",
        groups: [
          "қишлоқ қишлоғи қишлоқда қишлоқлар", "бола болалар боласи болаларнинг",
          "шахс шахси шахслар",
        ],
        apart: "бола қишлоқ шахс оила мактаб давлат"),
      StemList(
        stemmer: .lightKazakh, language: "kk",
        groups: [
          "мектеп мектебі мектепте мектептер мектептерінде мектепке",
          "жұмыс жұмысы жұмысқа жұмыстар жұмыстарын",
          "босқын босқындар босқындарды босқындарға", "құқық құқығы құқықтар құқықтарының",
          "аға ағасы ағалар",
          "бала баласы балалар балалардың балаға",
        ],
        apart: "мектеп жұмыс босқын құқық аға бала мемлекет ереуіл көпір"),
      StemList(
        stemmer: .lightKyrgyz, language: "ky",
        groups: [
          "мектеп мектеби мектепте мектептер мектептеринде",
          "укук укугу укуктар укуктарына укуктун",
          "качкын качкындар качкындарды качкындарга", "өлкө өлкөлөр өлкөнүн өлкөсү",
          "тарап тарабы тараптын",
        ],
        apart: "мектеп укук качкын өлкө тарап мамлекет эркиндик бала"),
      StemList(
        stemmer: .lightUyghur, language: "ug",
        groups: [
          "مەكتەپ مەكتىپى مەكتەپلەر مەكتەپتە مەكتەپلىرىدە", "بالا بالىلار بالىلارنىڭ بالىسى",
          "ھوقۇق ھوقۇقى ھوقۇقلار ھوقۇقىنى", "مۇساپىر مۇساپىرلار مۇساپىرلارغا",
          "ئەركىنلىك ئەركىنلىكى ئەركىنلىكتىن",
        ],
        apart: "مەكتەپ بالا ھوقۇق مۇساپىر ئەركىنلىك دۆلەت كۆۋرۈك"),
      StemList(
        stemmer: .lightGeorgian, language: "ka",
        groups: [
          "ქალაქი ქალაქის ქალაქში ქალაქები ქალაქებიდან ქალაქს", "დედა დედის დედას დედები დედებმა",
          "ლტოლვილი ლტოლვილები ლტოლვილთან ლტოლვილების", "უფლება უფლებები უფლებების უფლებას",
          "სკოლა სკოლის სკოლაში სკოლები სკოლასთან", "აგვისტო აგვისტოს აგვისტოში",
        ],
        apart: "ქალაქი დედა ლტოლვილი უფლება სკოლა ხიდი გაფიცვა სახელმწიფო"),
      StemList(
        stemmer: .lightMongolian, language: "mn",
        groups: [
          "аймаг аймгийн аймгууд аймгаас аймагт",
          "сургууль сургуульд сургуулийн сургуулиуд сургуулиудад сургуулиас",
          "хүн хүний хүнд хүнээс",
          "эрх эрхийн эрхийг эрхээ", "өдөр өдрийн өдрөөс өдөрт",
          "байгууллага байгууллагын байгууллагаас",
        ],
        apart: "аймаг сургууль хүн эрх өдөр байгууллага улс гүүр"),
    ] + southAsianAndOthers
}

struct LanguageStemmerTests {
  private func stem(_ word: String, _ list: StemList) -> String? {
    see(word, list.language).first { $0.kind == .word }?.stems[list.stemmer]
  }

  @Test(arguments: StemList.all)
  func `Forms of one word meet`(_ list: StemList) {
    for group in list.groups {
      let stems = group.split(separator: " ").map { stem(String($0), list) }
      #expect(Set(stems).count == 1 && stems.first != Optional(nil), "\(group): \(stems)")
    }
  }

  @Test(arguments: StemList.all)
  func `Different words stay apart`(_ list: StemList) {
    let words = list.apart.split(separator: " ").map { String($0) }
    #expect(Set(words.map { stem($0, list) }).count == words.count, "\(list.apart)")
  }

  @Test(arguments: StemList.all)
  func `A rule serves its own language and every query in its script`(_ list: StemList) {
    let word = list.apart.prefix { $0 != " " }
    // A word of another script than the declared language has is given to a language that writes it.
    let other = ["kk": "ru", "uz-Cyrl": "ru", "tt": "ru"][list.language] ?? "vi"
    let servesUnknown = ["bn", "ka", "gu", "pa", "te", "kn", "ml", "si"].contains(list.language)
    #expect(servesUnknown || see(String(word), other).first?.stems[list.stemmer] == nil)
    let query = TextAnalyzer().analyzeQuery(String(word))
    #expect(query.first?.stems.contains { $0.stemmer == list.stemmer } == true)
  }

  @Test(arguments: UInt64(1)...20)
  func `Any letters are stemmed, something stays, and nothing is added`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let letters = Array("aeioumnгвісьяийাेंच".unicodeScalars.map(\.value)) + [0x9C7, 0x9B0, 0x9AF]
    for list in StemList.all {
      for _ in 0..<200 {
        let count = Int.random(in: 1...12, using: &random)
        let word = (0..<count).map { _ in letters.randomElement(using: &random) ?? 0x61 }
        let text = String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
        let folded = LightRules.folded(text)
        var stem = folded
        LightRules.stem(&stem, by: list.stemmer)
        #expect(!stem.isEmpty && stem.count <= folded.count + 1, "\(text), seed \(seed)")
      }
    }
  }
}

/// Words that a rule reads in two ways (`SecondStem`).
struct SecondStemTests {
  /// The stems that a rule makes of a word.
  private func stems(_ word: String, _ stemmer: Stemmer) -> Set<[UInt8]> {
    let tokens = TextAnalyzer().analyzeQuery(word).filter { $0.kind == .word }
    return Set(tokens.flatMap(\.stems).filter { $0.stemmer == stemmer }.map(\.key))
  }

  @Test(arguments: [
    FormsOfAWord(.russian, "беженец беженца беженцы беженцев"),
    FormsOfAWord(.russian, "листовка листовки листовок"),
    FormsOfAWord(.lightUkrainian, "біженець біженця біженців"),
    FormsOfAWord(.lightBulgarian, "бежанец бежанци бежанците"),
    FormsOfAWord(.lightBelarusian, "бежанец бежанцы бежанцаў"),
    FormsOfAWord(.lightBelarusian, "участак участку"),
    FormsOfAWord(.lightMacedonian, "бегалец бегалци бегалците"),
    FormsOfAWord(.lightPolish, "wniosek wnioski wniosków"),
    FormsOfAWord(.lightCzech, "uprchlice uprchlici"), FormsOfAWord(.lightCzech, "začátek začátku"),
    FormsOfAWord(.lightSlovak, "utečenec utečenci utečencov"),
    FormsOfAWord(.lightSlovak, "začiatok začiatku"),
    FormsOfAWord(.lightSlovene, "begunec begunci beguncev"),
    FormsOfAWord(.serbian, "stranac stranca stranci"), FormsOfAWord(.serbian, "странац странца"),
    FormsOfAWord(.lightKorean, "난민 난민들 난민들을 난민들에게"),
    FormsOfAWord(.lightArabic, "لاجئين للاجئين وللاجئين اللاجئين"),
    FormsOfAWord(.lightArabic, "اجتماع للاجتماع والاجتماع"),
    FormsOfAWord(.lightArabicScript, "لبنان للبنان"), FormsOfAWord(.lightArabicScript, "لغة للغة"),
    FormsOfAWord(.lightArabic, "مدرسة للمدرسة"),
    FormsOfAWord(.lightArabic, "مسؤولية مسئولية المسؤولية بالمسئولية"),
    FormsOfAWord(.lightArabicScript, "شؤون شئون الشؤون"),
    FormsOfAWord(.lightArabic, "هيئة هيأة الهيئة"),
    FormsOfAWord(.lightPersian, "مسئول مسؤول مسئولان مسؤولان"),
    FormsOfAWord(.lightPersian, "مسئله مسأله"), FormsOfAWord(.lightUrdu, "مسئلہ مسألہ"),
    FormsOfAWord(.lightArabic, "أطفال الأطفال للأطفال"),
  ])
  func `Forms of one word share a stem, whichever way they are read`(_ list: FormsOfAWord) {
    let all = list.forms.map { stems($0, list.stemmer) }
    for (form, own) in zip(list.forms, all) {
      #expect(!own.isDisjoint(with: all[0]), "\(list.forms[0]), \(form)")
    }
  }

  @Test func `What can be read in one way has one stem`() {
    #expect(stems("아들", .lightKorean).count == 1)
    #expect(stems("لله", .lightArabic).count == 1)
    #expect(stems("الأطفال", .lightArabicScript).count == 1)
    #expect(stems("سأل", .lightArabicScript).count == 1)
    #expect(stems("شيء", .lightArabicScript).count == 1)
    #expect(stems("день", .russian).count == 1)
    #expect(stems("боец", .russian).count == 1)
    #expect(stems("strajk", .lightPolish).count == 1)
  }
}
