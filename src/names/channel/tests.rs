use super::joint::price;
use super::{Channel, Group, Joint, Scratch, Step, code, number, raised};
use crate::names::routes::Routes;

fn pooled() -> &'static Channel {
    Routes::embedded().pooled()
}

fn cost(name: &str, variant: &str) -> f64 {
    pooled().cost(name.as_bytes(), variant.as_bytes(), &mut Scratch::default())
}

#[test]
fn what_the_routes_do_is_cheaper_than_chance() {
    for (name, likely, unlikely) in [
        ("khusnullin", "husnurin", "husnubin"),
        ("saldo", "sardo", "samdo"),
        ("chornobaivka", "chernobaevka", "chornokaivka"),
        ("zaporizhzhia", "saporischschja", "kaporizhpia"),
        ("cavour", "cavonr", "cavopr"),
        ("kherson", "khesron", "khesxon"),
    ] {
        assert!(cost(name, likely) < cost(name, unlikely), "{name}: {} {}", cost(name, likely), cost(name, unlikely));
    }
}

#[test]
fn the_steps_write_both_words_and_no_path_is_likelier_than_all_together() {
    let long = "x".repeat(64);
    for (name, variant) in [
        ("khusnullin", "husnurin"),
        ("", "abc"),
        ("abc", ""),
        ("stremousov", "stremsov"),
        ("abcd", "badc"),
        ("", ""),
        (&long, "a"),
    ] {
        let (name, variant) = (name.as_bytes(), variant.as_bytes());
        let steps = pooled().align(name, variant);
        let side = |side: fn(&Step) -> &str| steps.iter().map(side).collect::<String>();
        assert_eq!(side(|step| &step.name).as_bytes(), name);
        assert_eq!(side(|step| &step.variant).as_bytes(), variant);
        // Of both words together: the path by itself, and all paths.
        let group = |step: &Step| {
            let codes: Vec<u8> = step.name.bytes().map(code).collect();
            let number = number(Group::of(&codes), &pooled().name_threes);
            if codes.is_empty() { 0.0 } else { price(pooled().marginals[usize::from(number)]) + raised(codes.len()) }
        };
        let path: f64 = steps.iter().map(|step| step.decibans + group(step)).sum();
        let cost = pooled().cost(name, variant, &mut Scratch::default());
        let all = cost + pooled().know(name).cost();
        assert!(cost.is_finite() && path >= all - 1e-6, "{path} {all}");
    }
}

/// With equal letters nearly free and every edit of one letter at one high price, the cost counts the edits of Levenshtein's distance.
#[test]
fn agrees_with_levenshtein_where_all_edits_cost_the_same() {
    let mut table = String::from("*\t100");
    ('a'..='z').for_each(|letter| table.push_str(&format!("\n{letter}\t{letter} 10")));
    let flat = Channel::parse(&table).expect("the table above is right");
    let price = |a: &str, b: &str| flat.cost(a.as_bytes(), b.as_bytes(), &mut Scratch::default());
    for (a, b) in [("kitten", "kitchen"), ("saturday", "sunday"), ("ab", "aab"), ("abcd", "abxd"), ("kherson", "kerson")] {
        let lost = a.len() as f64 - b.len() as f64;
        // A lost letter saves the pair's 10 dB and pays 100; a changed one pays 100 in their place.
        let edits = (price(a, b) - price(a, a)) / 100.0;
        assert!((edits - strsim::levenshtein(a, b) as f64).abs() < 0.25 + 0.1 * lost.abs(), "{a} {b} {edits}");
    }
}

/// What the sum over all alignments says is checked against the sum over all ways to cut both words, one by one.
#[test]
fn the_cost_is_the_sum_over_all_alignments() {
    let joint = Joint::parse("*\t60\na\ta 12\tb 25\tab 30\nb\tb 12\t- 33\nab\tb 28\tba 31\naba\tab 35\n-\ta 30").unwrap();
    let channel = Channel::new(&joint);
    for (name, variant) in [("ab", "b"), ("aba", "ab"), ("abab", "bab"), ("bab", "aba")] {
        let both = all_ways(&joint, name, variant, true);
        let alone = own_ways(&joint, name);
        let cost = channel.cost(name.as_bytes(), variant.as_bytes(), &mut Scratch::default());
        assert!((cost - 10.0 * (alone / both).log10()).abs() < 0.05, "{name} {variant} {cost}");
    }
}

fn listed(joint: &Joint, name: &str, variant: &str) -> f64 {
    let cell = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let row = joint.rows().iter().find(|row| row.0.text() == cell(name) && row.1.text() == cell(variant));
    let single = name.len() < 2 && variant.len() < 2;
    let swapped = name.len() == 2 && variant.len() == 2 && name.bytes().rev().eq(variant.bytes()) && name != variant;
    let letters: f64 = if swapped { listed(joint, &name[..1], &name[..1]) * listed(joint, &name[1..], &name[1..]) } else { 0.0 };
    row.map_or(if single { joint.unlisted() } else { 0.0 }, |row| row.2) + letters * super::joint::chance(super::SWAP)
}

fn all_ways(joint: &Joint, name: &str, variant: &str, is_head: bool) -> f64 {
    if name.is_empty() && variant.is_empty() {
        return 1.0;
    }
    let mut sum = 0.0;
    for taken in 0..=name.len().min(3) {
        for given in (0..=variant.len().min(3)).filter(|given| taken + given > 0) {
            let head = if is_head && name[..taken] != variant[..given] { super::HEAD } else { 1.0 };
            let rest = all_ways(joint, &name[taken..], &variant[given..], false);
            sum += listed(joint, &name[..taken], &variant[..given]) * head * rest;
        }
    }
    sum
}

fn own_ways(joint: &Joint, name: &str) -> f64 {
    if name.is_empty() {
        return 1.0;
    }
    let marginal = |group: &str| {
        let rows: f64 = joint.rows().iter().filter(|row| row.0.text() == group).map(|row| row.2).sum();
        rows + if group.len() == 1 { joint.unlisted() * 32.0 } else { 0.0 }
    };
    (1..=name.len().min(3)).map(|width| marginal(&name[..width]) * own_ways(joint, &name[width..])).sum()
}
