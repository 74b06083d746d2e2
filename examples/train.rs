//! dev train
#![allow(clippy::all, clippy::print_stdout)]
use respell::names::train::*;
fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let pairs: Vec<Pair> = text
        .lines()
        .map(|l| {
            let c: Vec<&str> = l.split('\t').collect();
            Pair { name: c[0].into(), variant: c[1].into(), weight: c[2].parse().unwrap() }
        })
        .collect();
    let t = Training::default();
    let j = t.learn(&pairs);
    print!("{}", j.to_lines("pooled"));
}
