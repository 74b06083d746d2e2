//! From rows to rules: the variants as a tree of steps from token to token, and what makes a table unfit.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::quote::Around;
use super::replacement::Replacement;
use super::rule::{Place, Rule};
use super::scene::Scene;
use super::sieve::{First, Sieve};
use super::words::{Words, broken_step, suffix_step};
use super::{Applier, Chain};
use crate::reconcile::table::{AliasRow, AliasTable, TableError, TableErrorKind, TableProblem, Where, row_number};
use crate::reconcile::trust::Trust;
use crate::text::{Casing, Glue, Token, is_apostrophe, is_hyphen, is_ignorable, tokens};

/// The applier of a table that is fit for it.
pub(super) fn checked(table: &AliasTable, trust: Trust) -> Result<Applier, TableError> {
    let applier = compiled(table, trust);
    let mut problems = empty_rows(table, trust);
    problems.extend(applier.conflicts().into_iter().map(|(row, other)| conflict(table, row, other)));
    problems.extend(applier.own_chains().into_iter().map(|chain| chain_problem(table, chain)));
    problems.sort_by_key(|problem| problem.location.row);
    TableError::from_problems(problems).map_or(Ok(applier), Err)
}

/// The applier of a table, fit or not.
pub(super) fn compiled(table: &AliasTable, trust: Trust) -> Applier {
    let mut applier = Applier {
        words: Words::default(),
        sieve: Sieve::default(),
        edges: FxHashMap::default(),
        finals: vec![Vec::new()],
        rules: Vec::new(),
        is_changing: false,
        longest: 0,
        loose_marks: Vec::new(),
    };
    let mut firsts = Vec::with_capacity(table.rows.len());
    for (index, row) in table.rows.iter().enumerate() {
        firsts.extend(applier.add(row_number(index), row, row.is_applied(trust)));
    }
    applier.sieve = Sieve::new(&firsts);
    applier.words.settle_classes();
    applier.compile_quotes(table);
    applier.mark_clashes();
    applier
}

impl Applier {
    /// Adds the rule of a row; gives the first word of its variant.
    fn add(&mut self, number: usize, row: &AliasRow, is_applied: bool) -> Option<First> {
        let variant = row.variant.trim();
        let cut = tokens(variant);
        let (first, last) = (cut.first()?, cut.last()?);
        let replacement = Replacement::new(variant, &row.correction).filter(|_| is_applied && has_words(&row.correction));
        let rule = Rule {
            row: number,
            place: Place::from(&row.place),
            casing: Casing::of(variant),
            casings: cut.iter().map(|token| token.casing).collect(),
            head: variant[..first.span.start].into(),
            tail: variant[last.suffix_end..].into(),
            words: cut.iter().map(|token| self.words.intern(&variant[token.span])).collect(),
            forms: replacement.as_ref().map(|replacement| self.words.forms(&replacement.correction)).unwrap_or_default(),
            replacement,
            may_clash: false,
        };
        let begins = First::new(&variant[first.span], rule.may_begin_small());
        let mut nodes = self.broken_paths(variant, &cut);
        nodes.push(self.path(variant, &cut));
        self.is_changing |= rule.replacement.is_some();
        if let Some(replacement) = &rule.replacement {
            self.words.join_all(rule.words.iter().chain(rule.forms.iter().flatten()));
            self.loosen_marks(variant);
            self.loosen_marks(&replacement.correction);
        }
        let number = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        nodes.into_iter().for_each(|node| self.finals[node as usize].push(number));
        self.rules.push(rule);
        self.longest = self.longest.max(cut.len());
        Some(begins)
    }

    /// The node at the end of a variant's steps.
    fn path(&mut self, variant: &str, cut: &[Token]) -> u32 {
        self.path_over(variant, cut, None)
    }

    /// The nodes for mentions that a line's end breaks at a hyphen of the variant: `Tse-⏎tung` is one token in a text.
    fn broken_paths(&mut self, variant: &str, cut: &[Token]) -> Vec<u32> {
        let hyphens = (1..cut.len()).filter(|at| cut[*at].glue == Glue::Hyphen && !cut[at - 1].is_possessive());
        hyphens.map(|at| self.path_over(variant, cut, Some(at))).collect()
    }

    /// As [`Self::path`], with the tokens beside the hyphen before `broken` as one.
    fn path_over(&mut self, variant: &str, cut: &[Token], broken: Option<usize>) -> u32 {
        let (mut node, mut previous) = (0, None);
        for (at, token) in cut.iter().enumerate() {
            if broken == Some(at + 1) {
                continue;
            }
            let step = if broken == Some(at) {
                let before = (at > 1).then(|| &cut[at - 2]);
                let id = self.words.intern(&[&variant[cut[at - 1].span], &variant[token.span]].concat());
                broken_step(self.words.intern_step(variant, before, &cut[at - 1], id))
            } else {
                let id = self.words.intern(&variant[token.span]);
                self.words.intern_step(variant, previous, token, id)
            };
            node = self.follow(node, step);
            if let Some(step) = suffix_step(variant, token) {
                node = self.follow(node, step);
            }
            previous = Some(token);
        }
        node
    }

    fn follow(&mut self, node: u32, step: u64) -> u32 {
        let fresh = u32::try_from(self.finals.len()).unwrap_or(u32::MAX);
        let next = *self.edges.entry((node, step)).or_insert(fresh);
        if next == fresh {
            self.finals.push(Vec::new());
        }
        next
    }

    fn loosen_marks(&mut self, name: &str) {
        let is_mark = |letter: char| !letter.is_alphanumeric() && !letter.is_whitespace();
        let is_passed_over = |mark: char| mark == '.' || is_hyphen(mark) || is_apostrophe(mark) || is_ignorable(mark);
        for mark in name.chars().filter(|letter| is_mark(*letter) && !is_passed_over(*letter)) {
            if !self.loose_marks.contains(&mark) {
                self.loose_marks.push(mark);
            }
        }
    }

    fn compile_quotes(&mut self, table: &AliasTable) {
        for rule in &mut self.rules {
            if let Where::Quote(quote) = &table.rows[rule.row - row_number(0)].place {
                rule.place = Place::Quote(Around::new(quote, &self.words, &self.loose_marks));
            }
        }
    }

    fn mark_clashes(&mut self) {
        let changed = self.rules.iter().filter(|rule| rule.replacement.is_some());
        let listed: FxHashSet<u32> = changed.flat_map(|rule| rule.words.iter().copied()).collect();
        for rule in &mut self.rules {
            rule.may_clash = rule.forms.iter().flatten().any(|id| listed.contains(id));
        }
    }

    /// The rows whose correction holds a variant that is corrected in turn.
    pub(super) fn own_chains(&self) -> Vec<Chain> {
        let mut chains = BTreeSet::new();
        for rule in &self.rules {
            let Some(replacement) = &rule.replacement else { continue };
            let correction = &*replacement.correction;
            self.chains_of(rule, correction, &mut chains);
            if rule.casing != Casing::Lower {
                self.chains_of(rule, &Casing::Upper.put_on(correction, correction), &mut chains);
            }
        }
        chains.into_iter().collect()
    }

    fn chains_of(&self, rule: &Rule, correction: &str, chains: &mut BTreeSet<Chain>) {
        let cut = tokens(correction);
        let scene = Scene::new(correction, "", &cut);
        for start in (0..cut.len()).filter(|start| self.may_begin(&scene, *start)) {
            self.each_window(&scene, start, |window| {
                let changes = self.changes(&scene, &window).filter(|(next, _)| rule.place.meets(&next.place));
                chains.extend(changes.map(|(next, _)| Chain { row: rule.row, next: next.row }));
            });
        }
    }

    /// The numbers of rows that want different things of the same mentions, with the earlier row that each contradicts.
    fn conflicts(&self) -> Vec<(usize, usize)> {
        let mut conflicts = Vec::new();
        // A variant may have a row for each of very many documents.
        let mut rivals: FxHashMap<_, (&Rule, Option<&Rule>)> = FxHashMap::default();
        for rules in self.finals.iter().filter(|rules| rules.len() > 1) {
            rivals.clear();
            for rule in rules.iter().map(|at| &self.rules[*at as usize]).filter(|rule| rule.replacement.is_some()) {
                let (first, other) = rivals.entry(rule.rivalry()).or_insert((rule, None));
                let contradicted = if rule.agrees(first) { *other } else { Some(*first) };
                conflicts.extend(contradicted.map(|earlier| (rule.row, earlier.row)));
                if !rule.agrees(first) {
                    other.get_or_insert(rule);
                }
            }
        }
        conflicts
    }
}

fn has_words(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_alphanumeric()) || !tokens(name).is_empty()
}

/// Rows that cannot be obeyed: nothing can be looked for, or a mention would vanish without a trace to come back by.
fn empty_rows(table: &AliasTable, trust: Trust) -> Vec<TableProblem> {
    let applied = table.rows.iter().enumerate().filter(|(_, row)| row.is_applied(trust));
    let problem = |(index, row): (usize, &AliasRow)| {
        let (column, cell) =
            [("variant", &row.variant), ("correction", &row.correction)].into_iter().find(|(_, cell)| !has_words(cell))?;
        let message = format!(
            "found “{cell}”, expected at least one letter or digit; write reject in the column decision to leave the row out"
        );
        Some(TableProblem::new(TableErrorKind::Cell, &table.file, Some(row_number(index)), Some(column), message))
    };
    applied.filter_map(problem).collect()
}

fn row_of(table: &AliasTable, number: usize) -> &AliasRow {
    &table.rows[number - row_number(0)]
}

fn conflict(table: &AliasTable, number: usize, other: usize) -> TableProblem {
    let (row, rival) = (row_of(table, number), row_of(table, other));
    let message = format!(
        "“{}” is to become “{}”, but “{}” by row {other}; write reject in the column decision of one of them",
        row.variant, row.correction, rival.correction
    );
    TableProblem::new(TableErrorKind::Conflict, &table.file, Some(number), Some("correction"), message)
}

fn chain_problem(table: &AliasTable, chain: Chain) -> TableProblem {
    let (row, next) = (row_of(table, chain.row), row_of(table, chain.next));
    let message = match chain.row == chain.next {
        true => format!(
            "“{}” stands in its own correction “{}” and would be corrected again each time; write reject in the column decision",
            row.variant, row.correction
        ),
        false => format!(
            "“{}” becomes “{}”, in which row {} corrects “{}” to “{}”; give the first its final spelling, or reject one of them",
            row.variant, row.correction, chain.next, next.variant, next.correction
        ),
    };
    TableProblem::new(TableErrorKind::Chain, &table.file, Some(chain.row), Some("correction"), message)
}
