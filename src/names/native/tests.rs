use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::letters::{MAX_LETTERS, letters, marked};
use super::{MARKS, SCRIPTS, TABLES, plain, runs};
use crate::names::romanize::transliterate_fallback;
use crate::text::Reading;

fn spelled(word: &str) -> String {
    String::from_utf8(marked(word)).expect("working letters are ASCII")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases.iter().filter(|(word, wanted)| spelled(word) != *wanted).collect();
    let found: Vec<_> = wrong.iter().map(|(word, wanted)| format!("{word}: {} and not {wanted}", spelled(word))).collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn arabic() {
    check(&[
        ("حسين", "h^syn"),
        ("عمر", "'mr"),
        ("طارق", "t^arq"),
        ("صالح", "s^alh^"),
        ("القذافي", "alqdhafy"),
        ("أحمد", "a^h^md"),
        ("آدم", "aadm"),
        ("مصطفى", "ms^t^fa:"),
        ("فاطمة", "fat^me:"),
        ("شيل", "shyl"),
        ("سهيل", "s:hyl"),
        ("محـــمد", "mh^md"),
        ("مُحَمَّد", "muh^ammad"),
        ("ﻣﺤﻤﺪ", "mh^md"),
        ("پوتین", "pwtyn"),
        ("چراغ", "chragh"),
        ("بھٹو", "bh:t:w"),
        ("سؤال", "sw^al"),
        ("١٢", "12"),
    ]);
}

#[test]
fn hebrew() {
    check(&[
        ("צבי", "tsby"),
        ("נתניהו", "ntnyhw"),
        ("פיליפ", "pylyp"),
        ("יוסף", "ywsf"),
        ("ג׳ורג׳", "jwrj"),
        ("ג'ורג'", "jwrj"),
        ("צ’רצ’יל", "chrchyl"),
        ("ויינשטיין", "wyynsht^yyn"),
        ("ווילסון", "wwylswn"),
        ("תהילה", "t:hylh"),
        ("שָׁלוֹם", "shlwm"),
        ("יִשְׂרָאֵל", "ys^ral"),
        ("עזר", "'zr"),
    ]);
}

#[test]
fn kana() {
    check(&[
        ("フスヌリン", "fusunurin"),
        ("ケーキ", "ke:ki"),
        ("プーチン", "pu:chin"),
        ("マッチ", "matchi"),
        ("パッシュ", "passhu"),
        ("ベッティ", "betti"),
        ("アンナ", "anna"),
        ("アッナ", "a'na"),
        ("シンイチ", "shin'ichi"),
        ("ヴィッサリオン", "vissarion"),
        ("ティトゥファヴァウェ", "titufavawe"),
        ("チェシェジェクァツァフュテュ", "cheshejekwatsafyutyu"),
        ("ジヂズヅ", "jij^izuz^u"),
        ("しんじゅく", "shinjuku"),
        ("ﾌｽﾇﾘﾝ", "fusunurin"),
        ("ｶﾞｰﾙ", "ga:ru"),
        ("あっ", "a'"),
        ("いすゞ", "isuzu"),
    ]);
}

#[test]
fn hangul() {
    check(&[
        ("푸틴", "putin"),
        ("김정은", "gimjeong'eun"),
        ("한국", "han'guk"),
        ("신라", "sinra"),
        ("안아", "an'a"),
        ("아나", "ana"),
        ("각카", "gak'ka"),
        ("가까", "gakka"),
        ("서", "seo"),
        ("세오", "se'o"),
        ("은지", "eunji"),
        ("곧", "got^"),
        ("곳", "got"),
        ("없다", "eops^da"),
    ]);
}

#[test]
fn han() {
    check(&[
        ("赫尔松", "he'ersong"),
        ("普京", "pujing"),
        ("毛泽东", "maozedong"),
        ("毛澤東", "maozedong"),
        ("西安", "xi'an"),
        ("先", "xian"),
        ("呂布", "lu^bu"),
        ("佐々木", "zuozuomu"),
        ("克什米尔", "keshimi'er"),
    ]);
}

#[test]
fn indic_and_thai() {
    check(&[
        ("राम", "ra:m"),
        ("मोदी", "modi:"),
        ("कृष्ण", "kri^sh^n^"),
        ("टैगोर", "t^aigor"),
        ("सिंह", "sin:h"),
        ("कइ", "ka'i"),
        ("कै", "kai"),
        ("ज़फ़र", "zafar"),
        ("न", "na"),
        ("ঢাকা", "d^ha:ka:"),
        ("রবীন্দ্রনাথ", "rabi:ndrana:th"),
        ("சென்னை", "che^nnai"),
        ("ਸਿੰਘ", "sin:gh"),
        ("తెలుగు", "te^lugu"),
        ("ಮೈಸೂರು", "maisu:ru"),
        ("കേരളം", "keral^an:"),
        ("กรุงเทพ", "krungtheph"),
        ("เมือง", "meue:o:ng"),
    ]);
}

#[test]
fn georgian_armenian_greek() {
    check(&[
        ("თბილისი", "tbilisi"),
        ("ᲗᲑᲘᲚᲘᲡᲘ", "tbilisi"),
        ("ჭავჭავაძე", "ch^avch^avadze"),
        ("კახა", "k^akha"),
        ("Երևան", "yerevan"),
        ("Պետրոս", "p^et^ros"),
        ("Ուրարտու", "urart^u"),
        ("Որոտան", "vorot^an"),
        ("Αθήνα", "athi^na"),
        ("Παπανδρέου", "papandreou"),
        ("Μπακογιάννη", "bakogianni^"),
        ("Λάμπρος", "lampros"),
        ("Ευάγγελος", "euangelos"),
        ("Μαΐου", "mai:ou"),
        ("ΩΝΑΣΗΣ", "o^nasi^s"),
        ("Ἀθῆναι", "athi^nai"),
    ]);
}

#[test]
fn each_run_has_its_own_table_and_latin_has_no_marks() {
    check(&[("al-حسين", "alh^syn"), ("Київ", "kii:v"), ("Чжоу", "c^z^ou"), ("Tシャツ", "tshatsu"), ("ー", "")]);
    assert_eq!(plain(b"t^a:'"), b"ta");
    assert_eq!(letters("O^:'Neill", Reading::Plain), b"oneill");
    assert_eq!(letters("Київ", Reading::Plain), b"kyiv");
    assert_eq!(letters("عمر", Reading::Plain), b"mr");
    assert_eq!(transliterate_fallback("ტ"), "t");
}

/// Letters that share their working letters on purpose: final, regional and other forms, signs of vowels beside the vowels,
/// finals of hangul beside initials (where a syllable ends is marked where it could be doubted).
const SHARED: [(&str, &str); 11] = [
    ("arabic", "ک ی ہ ۃ ۀ َ ٰ ٔ ٕ ِ ُ"),
    ("cyrillic", "ѐ ј"),
    ("hebrew", "ם ן ץ ץ'"),
    ("kana", ""),
    ("hangul", "ᆨ ᆩ ᆫ ᆷ ᆸ ᆺ ᇂ"),
    ("han", ""),
    ("indic", "ன ੰ ೞ ൗ"),
    ("georgian", ""),
    ("armenian", ""),
    ("greek", "ς"),
    ("thai", ""),
];

#[test]
fn different_letters_have_different_working_letters() {
    for ((file, _), table) in SCRIPTS.iter().zip(&TABLES).filter(|((file, _), _)| *file != "han") {
        let shared = SHARED.iter().find(|(name, _)| name == file).map_or("", |(_, letters)| letters);
        let shared: Vec<Box<[char]>> = shared.split(' ').map(|letters| table.normalized(letters).into()).collect();
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        let mut alike = Vec::new();
        let mut rows: Vec<_> = table.units.iter().filter(|(letters, _)| !shared.contains(letters)).collect();
        rows.sort_by(|a, b| a.0.cmp(b.0));
        for (letters, unit) in rows {
            let letters: String = letters.iter().collect();
            if let Some(other) = seen.insert(format!("{unit:?}"), letters.clone()) {
                alike.push(format!("{letters} and {other}: {}", unit.text));
            }
        }
        assert!(alike.is_empty(), "{file}: {alike:#?}");
    }
}

#[test]
fn every_table_is_of_its_scripts() {
    for (file, scripts) in SCRIPTS {
        assert!(!scripts.is_empty(), "{file}");
        assert!(SHARED.iter().any(|(name, _)| name == file), "{file}");
    }
}

fn native_text() -> impl Strategy<Value = String> {
    let blocks = ["[\u{370}-\u{3ff}]", "[\u{531}-\u{5f4}]", "[\u{600}-\u{6ff}]", "[\u{900}-\u{dff}]", "[\u{e00}-\u{e7f}]"];
    let more = [
        "[\u{10a0}-\u{11ff}]",
        "[\u{3040}-\u{31ff}]",
        "[\u{4e00}-\u{4fff}]",
        "[\u{ac00}-\u{d7a3}]",
        "[\u{fb1d}-\u{ffee}]",
        "[a-zа-я'^:・]",
        ".",
    ];
    prop::collection::vec(prop::sample::select([&blocks[..], &more[..]].concat()).prop_flat_map(|block| block), 0..40)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_gives_working_letters_and_few_enough(text in native_text()) {
        let letters = marked(&text);
        prop_assert!(letters.len() <= MAX_LETTERS);
        prop_assert!(letters.iter().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || MARKS.contains(c)));
        prop_assert_eq!(runs(&text).map(|run| run.text()).collect::<String>(), text);
    }
}
