//! The schemes against known spellings, and their data files against their own rules.

use unicode_normalization::UnicodeNormalization;

use super::rule::{Condition, Rule};
use super::scheme::{head, read_rules};
use super::*;

#[track_caller]
fn check(id: &str, pairs: &[(&str, &str)]) {
    let scheme = scheme(id).unwrap_or_else(|| panic!("no scheme {id}"));
    for (native, latin) in pairs {
        let composed = scheme.romanize(native);
        assert_eq!(composed, *latin, "{native} by {}", scheme.standard());
        let decomposed: String = native.nfd().collect();
        assert_eq!(scheme.romanize(&decomposed), *latin, "{native}, decomposed, by {}", scheme.standard());
    }
}

#[test]
fn ukrainian_kmu_resolution_55_of_2010() {
    check(
        "uk-kmu-2010",
        &[
            ("Запоріжжя", "Zaporizhzhia"),
            ("Згурський", "Zghurskyi"),
            ("Розгон", "Rozghon"),
            ("Єнакієве", "Yenakiieve"),
            ("Їжакевич", "Yizhakevych"),
            ("Кадиївка", "Kadyivka"),
            ("Йосипівка", "Yosypivka"),
            ("Стрий", "Stryi"),
            ("Юрій Крюківка", "Yurii Kriukivka"),
            ("Яготин-Яготин", "Yahotyn-Yahotyn"),
            ("Знам'янка", "Znamianka"),
            ("Знам’янка", "Znamianka"),
            ("Знамʼянка", "Znamianka"),
            ("Галаґан", "Halagan"),
            ("Гоща", "Hoshcha"),
            ("Володи\u{301}мир", "Volodymyr"),
        ],
    );
}

#[test]
fn ukrainian_bgn_pcgn_1965() {
    check(
        "uk-bgn-1965",
        &[
            ("Запоріжжя", "Zaporizhzhya"),
            ("Київ", "Kyyiv"),
            ("Миколаїв", "Mykolayiv"),
            ("Чорнобаївка", "Chornobayivka"),
            ("Згурівка", "Zhurivka"),
            ("Сімферополь", "Simferopol’"),
        ],
    );
}

#[test]
fn ukrainian_ala_lc_without_ties() {
    check(
        "uk-ala-lc",
        &[
            ("Запоріжжя", "Zaporizhzhia"),
            ("Київ", "Kyïv"),
            ("Зеленський", "Zelensʹkyĭ"),
            ("Юрій", "Iuriĭ"),
            ("Щорс", "Shchors"),
            ("Цюрупинськ", "Tsiurupynsʹk"),
        ],
    );
}

#[test]
fn ukrainian_iso_9() {
    check(
        "uk-iso-9",
        &[
            ("Запоріжжя", "Zaporìžžâ"),
            ("Київ", "Kiïv"),
            ("Щастя", "Ŝastâ"),
            ("ЮРІЙ", "ÛRÌJ"),
            ("Єнакієве", "Ênakìêve"),
            ("Харків", "Harkìv"),
            ("Ґалаґан", "G\u{300}alag\u{300}an"),
        ],
    );
}

#[test]
fn ukrainian_in_the_english_press() {
    check(
        "uk-press",
        &[
            ("Зеленський", "Zelensky"),
            ("Залужний", "Zaluzhny"),
            ("Сергій", "Serhiy"),
            ("Юлія", "Yulia"),
            ("Миколаїв", "Mykolaiv"),
            ("Київ", "Kyiv"),
            ("Єнакієве", "Yenakiyeve"),
            ("Згурівка", "Zghurivka"),
        ],
    );
}

#[test]
fn ukrainian_in_the_german_press() {
    check(
        "uk-german",
        &[
            ("Запоріжжя", "Saporischschja"),
            ("Зеленський", "Selenskyj"),
            ("Харків", "Charkiw"),
            ("Кличко", "Klytschko"),
            ("Одеса", "Odessa"),
            ("Київ", "Kyjiw"),
            ("Щербина", "Schtscherbyna"),
            ("Юлія", "Julija"),
        ],
    );
}

#[test]
fn ukrainian_in_the_french_press() {
    check(
        "uk-french",
        &[
            ("Запоріжжя", "Zaporijjia"),
            ("Зеленський", "Zelensky"),
            ("Залужний", "Zaloujny"),
            ("Ющенко", "Iouchtchenko"),
            ("Маріуполь", "Marioupol"),
            ("Миколаїв", "Mykolaïv"),
            ("Солов'йов", "Soloviov"),
            ("Юлія", "Ioulia"),
            ("Сергій", "Serhiy"),
        ],
    );
}

#[test]
fn ukrainian_in_the_polish_press() {
    check(
        "uk-polish",
        &[
            ("Зеленський", "Zełenski"),
            ("Чернігів", "Czernihiw"),
            ("Запоріжжя", "Zaporiżżia"),
            ("Ющенко", "Juszczenko"),
            ("Залужний", "Załużny"),
            ("Київ", "Kyjiw"),
            ("Львів", "Lwiw"),
            ("Хмельницький", "Chmelnycki"),
            ("Луцьк", "Łućk"),
            ("Ньютон", "Njuton"),
            ("Ньора", "Niora"),
            ("Юлія", "Julija"),
        ],
    );
}

#[test]
fn ukrainian_passport_of_2007() {
    check(
        "uk-passport-2007",
        &[
            ("Євген", "Ievgen"),
            ("Юлія", "Iuliia"),
            ("Ігор", "Igor"),
            ("Запоріжжя", "Zaporizhzhia"),
            ("Йосип", "Iosyp"),
            ("Їжакевич", "Izhakevych"),
        ],
    );
}

#[test]
fn russian_in_the_english_press() {
    check(
        "ru-press",
        &[
            ("Хуснуллин", "Khusnullin"),
            ("Щедрин", "Shchedrin"),
            ("Горбачёв", "Gorbachev"),
            ("Достоевский", "Dostoyevsky"),
            ("Ельцин", "Yeltsin"),
            ("Грозный", "Grozny"),
            ("Запорожье", "Zaporozhye"),
            ("Воробьёв", "Vorobyov"),
            ("Пётр Ильич", "Pyotr Ilyich"),
            ("Мария", "Maria"),
            ("Киев", "Kiev"),
            ("Голая Пристань", "Golaya Pristan"),
            ("ДМИТРИЙ ЩЕДРИН", "DMITRY SHCHEDRIN"),
        ],
    );
}

#[test]
fn russian_bgn_pcgn_1947() {
    check(
        "ru-bgn-1947",
        &[
            ("Ельцин", "Yel’tsin"),
            ("Достоевский", "Dostoyevskiy"),
            ("Горбачёв", "Gorbachëv"),
            ("Ёлкино", "Yëlkino"),
            ("Подъездной", "Pod”yezdnoy"),
            ("Братск", "Bratsk"),
            ("Вятский", "Vyatskiy"),
            ("Щучье", "Shchuch’ye"),
            ("Аэропорт", "Aeroport"),
        ],
    );
}

#[test]
fn russian_iso_9() {
    check(
        "ru-iso-9",
        &[
            ("Щедрин", "Ŝedrin"),
            ("Горбачёв", "Gorbačëv"),
            ("Юрий", "Ûrij"),
            ("Хрущёв", "Hruŝëv"),
            ("Ельцин", "Elʹcin"),
            ("Объект", "Obʺekt"),
        ],
    );
}

#[test]
fn russian_gost_7_79_b() {
    check(
        "ru-gost-7-79-b",
        &[
            ("Щедрин", "Shhedrin"),
            ("Цой", "Czoj"),
            ("Курицын", "Kuricy`n"),
            ("Ельцин", "El`cin"),
            ("Хуснуллин", "Xusnullin"),
            ("ЩУКИН", "SHHUKIN"),
        ],
    );
}

#[test]
fn russian_passport_since_2013() {
    check(
        "ru-passport-2013",
        &[
            ("Юлия", "Iuliia"),
            ("Сергей", "Sergei"),
            ("Подъячев", "Podieiachev"),
            ("Щедрин", "Shchedrin"),
            ("Горбачёв", "Gorbachev"),
            ("Цыганков", "Tsygankov"),
        ],
    );
}

#[test]
fn russian_ala_lc_without_ties() {
    check(
        "ru-ala-lc",
        &[("Толстой", "Tolstoĭ"), ("Эренбург", "Ėrenburg"), ("Ельцин", "Elʹtsin"), ("Юрий", "Iuriĭ"), ("Горбачёв", "Gorbachëv")],
    );
}

#[test]
fn russian_in_german_by_duden() {
    check(
        "ru-german",
        &[
            ("Горбачёв", "Gorbatschow"),
            ("Достоевский", "Dostojewski"),
            ("Щедрин", "Schtschedrin"),
            ("Ельцин", "Jelzin"),
            ("Алексей", "Alexei"),
            ("Василий", "Wassili"),
            ("Толстой", "Tolstoi"),
            ("Белый", "Bely"),
            ("Йошкар-Ола", "Joschkar-Ola"),
            ("Ильич", "Iljitsch"),
            ("Чайковский", "Tschaikowski"),
        ],
    );
}

#[test]
fn russian_in_french() {
    check(
        "ru-french",
        &[
            ("Путин", "Poutine"),
            ("Солженицын", "Soljenitsyne"),
            ("Горбачёв", "Gorbatchev"),
            ("Сергей", "Sergueï"),
            ("Достоевский", "Dostoïevski"),
            ("Васильев", "Vassiliev"),
            ("Михаил", "Mikhaïl"),
            ("Щедрин", "Chtchedrine"),
            ("Киев", "Kiev"),
            ("Толстой", "Tolstoï"),
            ("Татьяна", "Tatiana"),
            ("Хрущёв", "Khrouchtchev"),
        ],
    );
}

#[test]
fn russian_in_polish_by_pwn() {
    check(
        "ru-polish",
        &[
            ("Горбачёв", "Gorbaczow"),
            ("Достоевский", "Dostojewski"),
            ("Хуснуллин", "Chusnullin"),
            ("Щедрин", "Szczedrin"),
            ("Казань", "Kazań"),
            ("Татьяна", "Tatjana"),
            ("Тюмень", "Tiumień"),
            ("Жириновский", "Żyrinowski"),
            ("Королёв", "Korolow"),
            ("Пётр Ильич", "Piotr Iljicz"),
            ("Людмила", "Ludmiła"),
            ("Дмитрий", "Dmitrij"),
        ],
    );
}

#[test]
fn belarusian_national_2007() {
    check(
        "be-national-2007",
        &[
            ("Магілёў", "Mahilioŭ"),
            ("Гомель", "Homieĺ"),
            ("Лукашэнка", "Lukašenka"),
            ("Ціхановіч", "Cichanovič"),
            ("Еўфрасіння", "Jeŭfrasinnia"),
            ("Заслаўе", "Zaslaŭje"),
            ("Знамя-Юр'ева", "Znamia-Jurjeva"),
        ],
    );
}

#[test]
fn belarusian_bgn_pcgn_1979() {
    check(
        "be-bgn-1979",
        &[
            ("Магілёў", "Mahilyow"),
            ("Гомель", "Homyel’"),
            ("Віцебск", "Vitsyebsk"),
            ("Брэст", "Brest"),
            ("Баранавічы", "Baranavichy"),
            ("Мазыр", "Mazyr"),
        ],
    );
}

#[test]
fn bulgarian_law_of_2009() {
    check(
        "bg-law-2009",
        &[
            ("Велико Търново", "Veliko Tarnovo"),
            ("София", "Sofia"),
            ("България", "Bulgaria"),
            ("БЪЛГАРИЯ", "BULGARIA"),
            ("Хасково", "Haskovo"),
            ("Щърбанов", "Shtarbanov"),
            ("Кьосев", "Kyosev"),
            ("Мариянов", "Mariyanov"),
        ],
    );
}

#[test]
fn bulgarian_in_german() {
    check(
        "bg-german",
        &[
            ("Велико Търново", "Weliko Tarnowo"),
            ("Пловдив", "Plowdiw"),
            ("Живков", "Schiwkow"),
            ("Хасково", "Chaskowo"),
            ("Щърбанов", "Schtarbanow"),
        ],
    );
}

#[test]
fn serbian_gaj_latin() {
    check(
        "sr-gaj",
        &[
            ("Ђоковић", "Đoković"),
            ("Љубица", "Ljubica"),
            ("ЉУБИЦА", "LJUBICA"),
            ("Његош", "Njegoš"),
            ("Џајић", "Džajić"),
            ("Живадин", "Živadin"),
        ],
    );
}

#[test]
fn serbian_ascii() {
    check(
        "sr-ascii",
        &[("Ђоковић", "Djokovic"), ("Милошевић", "Milosevic"), ("Џајић", "Dzajic"), ("Живадин", "Zivadin"), ("Чачак", "Cacak")],
    );
}

#[test]
fn macedonian_official() {
    check(
        "mk-official",
        &[
            ("Ѓорѓи", "Ǵorǵi"),
            ("Скопје", "Skopje"),
            ("Куманово", "Kumanovo"),
            ("Ќосев", "Ḱosev"),
            ("Ѕвезда", "Dzvezda"),
            ("Џамбазки", "Džambazki"),
        ],
    );
}

#[test]
fn macedonian_passport() {
    check("mk-passport", &[("Ѓорѓи", "Gjorgji"), ("Ќосев", "Kjosev"), ("Живко", "Zhivko"), ("Штип", "Shtip"), ("Чаир", "Chair")]);
}

#[test]
fn greek_elot_743() {
    check(
        "el-elot-743",
        &[
            ("Τσίπρας", "Tsipras"),
            ("Θεσσαλονίκη", "Thessaloniki"),
            ("Μητσοτάκης", "Mitsotakis"),
            ("Παπανδρέου", "Papandreou"),
            ("Μπακογιάννη", "Bakogianni"),
            ("Αντετοκούνμπο", "Antetokounmpo"),
            ("Εύβοια", "Evvoia"),
            ("Ευτύχιος Καφετζής", "Eftychios Kafetzis"),
            ("Άγγελος", "Angelos"),
            ("Ταΰγετος", "Taygetos"),
            ("Ἀθῆναι", "Athinai"),
            ("ΤΣΙΠΡΑΣ", "TSIPRAS"),
            ("Ψαρά", "Psara"),
        ],
    );
}

#[test]
fn japanese_hepburn() {
    check(
        "ja-hepburn",
        &[
            ("フスヌリン", "Fusunurin"),
            ("ヘルソン", "Heruson"),
            ("サルド", "Sarudo"),
            ("ウラジーミル・プーチン", "Urajimiru Puchin"),
            ("ザポリージャ", "Zaporija"),
            ("チョルノバイウカ", "Chorunobaiuka"),
            ("ヴォロディミル", "Vorodimiru"),
            ("ゼレンスキー", "Zerensuki"),
            ("バッハ", "Bahha"),
            ("リッチ", "Ritchi"),
            ("ファトゥ", "Fatu"),
            ("ﾌﾟｰﾁﾝ", "Puchin"),
            ("とうきょう", "Tokyo"),
            ("おおさか", "Osaka"),
            ("さっぽろ", "Sapporo"),
            ("ミャンマー", "Myanma"),
        ],
    );
}

#[test]
fn casing_is_kept() {
    check(
        "uk-kmu-2010",
        &[
            ("щедрий", "shchedryi"),
            ("Щедрий", "Shchedryi"),
            ("ЩЕДРИЙ", "SHCHEDRYI"),
            ("Щ. Петренко", "Shch. Petrenko"),
            ("ГУЩ", "HUSHCH"),
            ("ЗНАМ'ЯНКА", "ZNAMIANKA"),
            ("МакДональд", "MakDonald"),
            ("ЗГУРСЬКИЙ", "ZGHURSKYI"),
            ("«Київ» й Paris 2014", "«Kyiv» y Paris 2014"),
            ("'Єнакієве'", "'Yenakiieve'"),
        ],
    );
}

#[test]
fn every_file_has_its_head_and_its_name() {
    for ((id, text), scheme) in FILES.iter().zip(schemes()) {
        assert_eq!(scheme.id(), *id);
        for key in ["id", "name", "language", "script", "standard", "source", "note"] {
            assert!(head(text, key).is_some_and(|value| !value.trim().is_empty()), "{id} has no {key}");
        }
        assert!(id.starts_with(&format!("{}-", scheme.language())), "{id}");
    }
}

#[test]
fn labels_are_unique_within_a_language() {
    let mut seen = HashSet::new();
    for scheme in schemes() {
        assert!(seen.insert((scheme.language(), scheme.label())), "{} twice", scheme.label());
    }
}

/// The first rule that fits applies, so a rule behind a more general one would never be reached.
#[test]
fn no_rule_is_hidden_by_an_earlier_one() {
    let hides = |earlier: &Rule, later: &Rule| {
        later.from.starts_with(&earlier.from)
            && (earlier.when.is_empty() || (earlier.from == later.from && implies(&later.when, &earlier.when)))
    };
    for (id, text) in FILES {
        let rules = read_rules(text).unwrap();
        for (at, later) in rules.iter().enumerate() {
            let hidden = rules[..at].iter().find(|earlier| hides(earlier, later));
            assert_eq!(hidden, None, "{id}: {later:?} is never reached");
        }
    }
}

fn implies(narrow: &[Condition], wide: &[Condition]) -> bool {
    wide.iter().all(|condition| narrow.contains(condition))
}

#[test]
fn every_letter_has_a_rule_and_none_is_left_standing() {
    for scheme in schemes() {
        let letters = alphabet(scheme.language());
        for c in letters.chars().flat_map(|c| std::iter::once(c).chain(c.to_uppercase())) {
            for text in [c.to_string(), format!("Ab{c}"), format!("{c}-{c}{c}, {c}")] {
                assert!(is_latin(&scheme.romanize(&text)), "{} leaves {c} in {text}", scheme.id());
            }
        }
        let all = scheme.romanize(letters);
        assert!(is_latin(&all), "{}: {all}", scheme.id());
    }
}

fn alphabet(language: &str) -> &'static str {
    match language {
        "el" => "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ",
        "ja" => {
            "アイウエオカキクケコガギグゲゴサシスセソザジズゼゾタチツテトダヂヅデドナニヌネノハヒフヘホバビブベボパピプペポ\
             マミムメモヤユヨラリルレロワヰヱヲンヴァィゥェォャュョッーあいうえおかきくけこがぎぐげござじずぜぞ\
             さしすせそたちつてとだぢづでどなにぬねのはひふへほばびぶべぼぱぴぷぺぽまみむめもやゆよらりるれろわゐゑをんゃゅょっ"
        }
        cyrillic => language::alphabet(cyrillic).unwrap_or_else(|| panic!("no alphabet of {cyrillic}")),
    }
}

#[test]
fn ascii_schemes_give_ascii() {
    for id in ["uk-kmu-2010", "uk-passport-2007", "uk-german", "ru-press", "ru-gost-7-79-b", "ru-passport-2013", "sr-ascii"] {
        let scheme = scheme(id).unwrap();
        let latin = scheme.romanize(alphabet(scheme.language()));
        assert!(latin.is_ascii(), "{id}: {latin}");
    }
}

#[test]
fn a_spelling_bears_the_first_scheme_that_gives_it() {
    let all = romanizations("Запоріжжя", None);
    let kmu: Vec<_> = all.iter().filter(|r| r.text == "Zaporizhzhia").collect();
    assert_eq!(kmu.len(), 1);
    assert_eq!(kmu[0].scheme.id(), "uk-kmu-2010");
}

#[test]
fn without_a_telltale_both_ukrainian_and_russian_are_tried() {
    let ids: HashSet<_> = romanizations("Горловка", None).iter().map(|r| r.scheme.language()).collect();
    assert_eq!(ids, HashSet::from(["uk", "ru"]));
    assert!(romanizations("Горловка", Some("ru-RU")).iter().all(|r| r.scheme.language() == "ru"));
}

#[test]
fn a_name_that_no_scheme_reads_whole_has_no_romanizations() {
    for native in ["Қостанай", "東京タワー", "Kherson", "", "1991", "محمد"] {
        assert!(romanizations(native, None).is_empty(), "{native}");
    }
    assert!(romanizations("Київ", Some("fr")).is_empty());
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_romanized(text in r"\PC{0,12}", letters in "[а-яА-ЯіІїЇєЄґҐўЎ'’ -]{0,12}") {
        for scheme in schemes() {
            let _ = (scheme.romanize(&text), scheme.romanize(&letters));
        }
        let _ = (language_of(&text), repair_homoglyphs(&text), transliterate_fallback(&text), romanizations(&text, None));
    }

    #[test]
    fn casing_never_changes_the_letters(word in "[а-яіїєґ]{1,10}") {
        for scheme in schemes_for("uk").chain(schemes_for("ru")) {
            let loud = scheme.romanize(&word.to_uppercase());
            proptest::prop_assert_eq!(loud.to_lowercase(), scheme.romanize(&word), "{} by {}", word, scheme.id());
        }
    }

    #[test]
    fn a_repaired_word_needs_no_repair(word in "[a-zа-яіα-ω]{1,8}") {
        if let Some(repaired) = repair_homoglyphs(&word) {
            proptest::prop_assert_eq!(repair_homoglyphs(&repaired), None);
        }
    }
}
