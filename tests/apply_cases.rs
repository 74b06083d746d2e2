//! How a row matches and what it writes, case by case.

use respell::reconcile::{AliasTable, Applier, TableErrorKind, Trust};
use respell::text::tokens;

fn applier(rows: &str) -> Applier {
    let table = AliasTable::read(rows.as_bytes(), "aliases.csv").unwrap_or_else(|error| panic!("{error}"));
    Applier::new(&table, Trust::Certain).unwrap_or_else(|error| panic!("{error}"))
}

fn apply(applier: &Applier, text: &str, document: &str) -> String {
    let mut out = text.to_owned();
    for correction in applier.corrections(text, document, &tokens(text)).iter().rev() {
        assert_eq!(text[correction.span], correction.was);
        out.replace_range(correction.span.start..correction.span.end, &correction.now);
    }
    out
}

fn list(rows: &str) -> Applier {
    applier(&format!("variant,correction\n{rows}\n"))
}

#[test]
fn rows_match_and_write() {
    for (rows, text, now) in [
        // Whole tokens; possessives and other parts of a compound stay outside.
        ("Kiev,Kyiv", "Kiev, Kiev's, Kiev’s, Kiev-based, Kievan, XKiev", "Kyiv, Kyiv's, Kyiv’s, Kyiv-based, Kievan, XKiev"),
        ("Tse-tung,Zedong", "Mao Tse-tung's Mao Tse‑tung Tse tung", "Mao Zedong's Mao Zedong Tse tung"),
        ("Mao Tse-tung,Mao Zedong", "Mao\nTse-tung", "Mao\nZedong"),
        ("Sainsbury's,Sainsburys", "Sainsbury's Sainsbury’s Sainsbury", "Sainsburys Sainsburys Sainsbury"),
        ("Sainsbury's Bank,Sainsburys Bank", "Sainsbury's Bank, Sainsbury Bank", "Sainsburys Bank, Sainsbury Bank"),
        ("John Wood,Jon Wood", "John's Wood", "John's Wood"),
        // White space is kept where the words are as many.
        (
            "Nova Kahovka,Nova Kakhovka",
            "Nova  Kahovka Nova\nKahovka Nova\u{A0}Kahovka",
            "Nova  Kakhovka Nova\nKakhovka Nova\u{A0}Kakhovka",
        ),
        ("Novaja Kahovka,Kakhovka", "in Novaja\nKahovka now", "in Kakhovka now"),
        ("Nova Kahovka,Nova Kakhovka", "Nova\n\nKahovka, Nova, Kahovka", "Nova\n\nKahovka, Nova, Kahovka"),
        ("Hola-Pristan,Hola Prystan", "Hola-Pristan", "Hola Prystan"),
        // The full stop of an initial.
        ("K. Stremusov,K. Stremousov", "K. Stremusov K Stremusov", "K. Stremousov K Stremousov"),
        ("K. Stremusov,Kirill Stremousov", "K. Stremusov K Stremusov", "Kirill Stremousov Kirill Stremousov"),
        // Casing.
        ("Sardo,Saldo", "Sardo SARDO sardo SARDO'S", "Saldo SALDO sardo SALDO'S"),
        ("Vladimir Sardo,Vladimir Saldo", "Vladimir SARDO, VLADIMIR SARDO", "Vladimir SALDO, VLADIMIR SALDO"),
        ("A. Gitler,Adolf Hitler", "A. GITLER", "ADOLF HITLER"),
        ("von der Lejen,von der Leyen", "Von der Lejen VON DER LEJEN von der Lejen", "Von der Leyen VON DER LEYEN von der Leyen"),
        ("NATOO,NATO", "NATOO Natoo natoo", "NATO Natoo natoo"),
        ("Nato,NATO", "Nato NATO nato", "NATO NATO nato"),
        ("usa,USA", "usa Usa USA", "USA Usa USA"),
        ("USSR,Soviet Union", "USSR", "Soviet Union"),
        ("Grosman,Großmann", "GROSMAN Grosman", "GROSSMANN Großmann"),
        ("DİARBAKİR,Diyarbakır", "DİARBAKİR", "DİYARBAKIR"),
        ("Київi,Київ", "Київi", "Київ"),
        ("Mcdonald,McDonald", "Mcdonald MCDONALD", "McDonald MCDONALD"),
        // Glyphs and normal forms are one.
        ("Kamjan'ske,Kamianske", "Kamjan’ske Kamjanʼske Kam\u{AD}jan'ske", "Kamianske Kamianske Kamianske"),
        ("Lódz,Łódź", "Lo\u{301}dz", "Ło\u{301}dz\u{301}"),
        ("Lodz,Łódź", "Lodz cafe\u{301}", "Ło\u{301}dz\u{301} cafe\u{301}"),
        ("Lodz,Łódź", "Lodz café", "Łódź café"),
        ("Kam'ianske,Kam’ianske", "Kam'ianske", "Kam'ianske"),
        // Never inside addresses and handles.
        (
            "Kiev,Kyiv",
            "@Kiev #Kiev https://Kiev.example Kiev@x.org Kiev_map",
            "@Kiev #Kiev https://Kiev.example Kiev@x.org Kiev_map",
        ),
        // Words that a line's end breaks are one, and stay broken.
        ("Husnurin,Khusnullin", "Husnu-\nrin’s Husnu¬\r\n  rin HUSNU-\nRIN", "Khusnu-\nllin’s Khusnu¬\r\n  llin KHUSNU-\nLLIN"),
        ("Tse-tung,Zedong", "Tse-\ntung Tse¬\ntung Tsetung", "Ze-\ndong Tse¬\ntung Tsetung"),
        ("Iwano-Frankiwsk,Ivano-Frankivsk", "Iwano-\nFrankiwsk IWANO-\nFRANKIWSK", "Ivano-\nFrankivsk IVANO-\nFRANKIVSK"),
        ("Iwano-Frankiwsk,Ivano-Frankivsk", "Iwano-Fran-\nkiwsk Ivano-\nFrankivsk", "Ivano-Fran-\nkivsk Ivano-\nFrankivsk"),
        (
            "Kiev,Kyiv",
            "Kiev-\nbased, pro-\nKiev, Kie-\nv, Kiev -\nand Kie-\n\nv",
            "Kyiv-\nbased, pro-\nKyiv, Kyi-\nv, Kyiv -\nand Kie-\n\nv",
        ),
        ("Hola-Pristan,Hola Prystan", "Hola-\nPristan", "Hola\nPrystan"),
        ("\"Kie-\nv\",Kyiv", "Kiev Ki-\nev", "Kyiv Ky-\niv"),
        // Longest first, from the left.
        ("Kiev,Kyiv\nKiev Oblast,Kyiv Region", "Kiev Oblast, Kiev", "Kyiv Region, Kyiv"),
        (
            "Zelensky,Zelenskyy\nVladimir Zelensky,Volodymyr Zelenskyy",
            "Vladimir Zelensky, Zelensky",
            "Volodymyr Zelenskyy, Zelenskyy",
        ),
        ("Kiev Oblast,Kiev Oblast\nKiev,Kyiv", "Kiev Oblast, Kiev", "Kiev Oblast, Kyiv"),
        // Punctuation of the variant itself.
        ("U.S.,US", "the U.S. army", "the US army"),
        ("Yahu!,Yahoo!", "Yahu! Yahu", "Yahoo! Yahu"),
        ("AT+T,AT&T", "AT+T AT T", "AT&T AT T"),
        // Scripts without spaces.
        ("ゼレンスキ,ゼレンスキー", "ゼレンスキ大統領", "ゼレンスキー大統領"),
        // A spelling that only a correction beside it makes a variant is left.
        (
            "Sardo,Saldo\nWladimir Saldo,Vladimir Saldo",
            "Wladimir Sardo; Wladimir Saldo; Sardo",
            "Wladimir Sardo; Vladimir Saldo; Saldo",
        ),
    ] {
        let applier = list(rows);
        let once = apply(&applier, text, "");
        assert_eq!(once, now, "{rows}");
        assert_eq!(apply(&applier, &once, ""), once, "{rows}");
    }
}

#[test]
fn the_narrowest_row_wins() {
    let head = "variant,correction,standing,decision,where";
    for (rows, text, document, now) in [
        ("Kiev,Kyiv,certain,,\nKiev,Kyiv,certain,reject,chicken {{Kiev}}", "Kiev: chicken Kiev", "", "Kyiv: chicken Kiev"),
        ("Kiev,Kyiv,doubtful,,\nKiev,Kyiv,doubtful,accept,a/b.txt", "Kiev", "a/b.txt", "Kyiv"),
        ("Kiev,Kyiv,doubtful,,\nKiev,Kyiv,doubtful,accept,a/b.txt", "Kiev", "./a\\b.txt", "Kyiv"),
        ("Kiev,Kyiv,doubtful,,\nKiev,Kyiv,doubtful,accept,a/b.txt", "Kiev", "a/c.txt", "Kiev"),
        ("Kiev,Kyiv,certain,,\nKiev,Kyiv,doubtful,,a.txt", "Kiev", "a.txt", "Kiev"),
        (
            "Kiev,Kyiv,certain,reject,a.txt\nKiev,Kyiv,certain,accept,\"in {{Kiev}}, he\"",
            "Kiev, in\nKiev, he",
            "a.txt",
            "Kiev, in\nKyiv, he",
        ),
        ("Dynamo Kiev,Dynamo Kyiv,certain,reject,\nKiev,Kyiv,certain,,", "Dynamo Kiev, Kiev", "", "Dynamo Kiev, Kyiv"),
        // What is kept beside a corrected name is kept beside the corrected name.
        (
            "Kiev,Kyiv,certain,,\nOdessa,Odesa,certain,,\nKiev,Kyiv,certain,reject,chicken {{Kiev}} in Odessa",
            "chicken Kiev in Odessa, Kiev in Odessa",
            "",
            "chicken Kiev in Odesa, Kyiv in Odesa",
        ),
    ] {
        let applier = applier(&format!("{head}\n{rows}\n"));
        let once = apply(&applier, text, document);
        assert_eq!(once, now, "{rows}");
        assert_eq!(apply(&applier, &once, document), once, "{rows}");
    }
}

#[test]
fn tables_that_would_not_come_to_rest_are_refused() {
    let head = "variant,correction,decision,where";
    for (rows, expected) in [
        ("Kiev,Kyiv,,\nKyiv,Kiiv,,", Some((TableErrorKind::Chain, 2))),
        ("Kiev,Kyiv,,\nKyiv,Kiev,,", Some((TableErrorKind::Chain, 2))),
        ("Nova,Nova Kakhovka,,", Some((TableErrorKind::Chain, 2))),
        ("Lwow,Lviv,,\nKakhovka,Nova-Kakhovka,,", Some((TableErrorKind::Chain, 3))),
        ("Kiev,Kyiv Oblast,,\nOblast,Region,,", Some((TableErrorKind::Chain, 2))),
        ("Kiev,Kyiv,,\nKYIV,Kiev,,", Some((TableErrorKind::Chain, 2))),
        ("Kiev,Kyiv,,\nKiev,Kiiv,,", Some((TableErrorKind::Conflict, 3))),
        ("Kiev,—,,", Some((TableErrorKind::Cell, 2))),
        ("Kiev,Kyiv,,a.txt\nKyiv,Kiev,,a.txt", Some((TableErrorKind::Chain, 2))),
        ("Kiev,Kyiv,,\nKyiv,Kiev,,chicken {{Kyiv}}", Some((TableErrorKind::Chain, 2))),
        ("Kiev,Kyiv,,a.txt\nKyiv,Kiev,,b.txt", None),
        ("Kiev,Kyiv,,\nKyiv,Kiev,reject,", None),
        ("Kyiv,Kyiv,,\nKiev,Kyiv,,", None),
        ("Kiev,Kyiv,,\nkyiv,kiev,,", None),
        ("Nato,NATO,,", None),
        ("Kiev,Kyiv,,\nKiev,Kyiv,,", None),
        ("Vladimir Zelensky,Volodymyr Zelenskyy,,\nZelensky,Zelenskyy,,\nWladimir Zelenskyy,Volodymyr Zelenskyy,,", None),
    ] {
        let table = AliasTable::read(format!("{head}\n{rows}\n").as_bytes(), "t").expect(rows);
        let refused = Applier::new(&table, Trust::Certain).err();
        let found = refused.as_ref().map(|error| (error.kind(), error.location().row.unwrap_or(0)));
        assert_eq!(found, expected, "{rows}");
        let is_chain = expected.is_some_and(|(kind, _)| kind == TableErrorKind::Chain);
        assert_eq!(!Applier::chains(&table, Trust::Certain).is_empty(), is_chain, "{rows}");
    }
}

#[test]
fn appliers_are_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Applier>();
}
