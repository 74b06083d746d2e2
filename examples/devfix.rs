//! dev
#![allow(clippy::all, clippy::print_stdout)]
use respell::{gazetteer::*, matching::Matcher, reconcile::*, text::Span};
struct O;
impl Origin for O {
    fn bytes(&self, s: Span) -> (u64, u64) {
        (s.start as u64, s.end as u64)
    }
    fn line(&self, _: usize) -> u64 {
        1
    }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let g = Gazetteer::load(std::path::Path::new(&a[1]), &Default::default()).unwrap().gazetteer;
    let text = std::fs::read_to_string(&a[2]).unwrap();
    let m = Matcher::new(&g);
    let mut s = Survey::default();
    s.read(&m, &text);
    let k = s.weigh(&m);
    let mut d = DocumentScan::new(&m, &k);
    d.read(&text, &O);
    let ms = d.close();
    let min: f64 = std::env::var("P").ok().map(|p| p.parse().unwrap()).unwrap_or(0.98);
    let mut out = String::new();
    let mut last = 0;
    for x in &ms {
        if a.len() > 3 && !x.is_right {
            eprintln!(
                "{:.3} {:?} {} -> {} [{}] = {:.1}: {}",
                x.probability,
                x.standing,
                x.surface,
                x.correction,
                m.entity(x.entity).name,
                x.score.decibans(),
                x.score.findings().iter().map(|f| format!("{} {:+.1}", f.reason, f.decibans)).collect::<Vec<_>>().join("; ")
            );
        }
        if !x.is_right && x.probability >= min && (x.standing == Standing::Certain || min < 0.98) {
            out += &text[last..x.start as usize];
            out += &x.correction;
            last = x.end as usize;
        }
    }
    out += &text[last..];
    print!("{out}");
}
