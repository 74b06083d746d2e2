//! The alias table as a page of its own: no script, no network, everything escaped.

use crate::reconcile::{AliasRow, AliasTable, Standing, Trust};

/// The head forbids whatever the page does not need, so that a cell that slipped through could still do nothing.
const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>respell: spellings of names</title>
<style>
body { font: 16px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff; }
table { border-collapse: collapse; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem; border-bottom: 1px solid #ddd; }
th { position: sticky; top: 0; background: #fff; }
td.number { text-align: right; }
tr.applied td.state { color: #06622b; }
tr.open td.state { color: #8a4b00; }
td.why, td.example { color: #555; font-size: .85em; }
</style>
</head>
";

/// The rows of `table` as a page; `trust` says which of them have been applied.
///
/// ```
/// use respell::reconcile::{AliasRow, AliasTable, Trust};
/// let table = AliasTable::new(vec![AliasRow::new("<b>Sardo", "Saldo")]);
/// let page = respell::report::html(&table, Trust::Certain);
/// assert!(page.contains("<td>&lt;b&gt;Sardo</td>") && !page.contains("<b>"));
/// ```
#[must_use]
pub fn html(table: &AliasTable, trust: Trust) -> String {
    let mut page = String::from(HEAD);
    page.push_str("<body>\n<h1>Spellings of names</h1>\n");
    page.push_str(&tally(table, trust));
    page.push_str("<table>\n<tr><th>Spelling</th><th>Correction</th><th>Name</th><th>Mentions</th><th>Where</th>");
    page.push_str("<th>State</th><th>Example</th><th>Why</th></tr>\n");
    for row in &table.rows {
        push_row(&mut page, row, trust);
    }
    page.push_str("</table>\n</body>\n</html>\n");
    page
}

fn tally(table: &AliasTable, trust: Trust) -> String {
    let applied = table.rows.iter().filter(|row| row.is_applied(trust)).count();
    let total = table.rows.len();
    format!(
        "<p>{total} rows, {applied} of them applied; the others wait for a decision in aliases.csv or stay as they are.</p>\n"
    )
}

fn push_row(page: &mut String, row: &AliasRow, trust: Trust) {
    let class = if row.is_applied(trust) { "applied" } else { "open" };
    page.push_str(&format!("<tr class=\"{class}\">"));
    for cell in [&row.variant, &row.correction, &row.canonical] {
        push_cell(page, "", cell);
    }
    push_cell(page, "number", &row.mentions.to_string());
    push_cell(page, "", &row.place.to_cell(&row.variant));
    push_cell(page, "state", &state(row, trust));
    push_cell(page, "example", &row.example);
    push_cell(page, "why", &row.why);
    page.push_str("</tr>\n");
}

fn state(row: &AliasRow, trust: Trust) -> String {
    let standing = row.standing.map_or("", Standing::as_str);
    let word = row.decision.map_or(standing, |decision| decision.as_str());
    if row.is_applied(trust) { format!("applied ({word})") } else { word.to_owned() }
}

fn push_cell(page: &mut String, class: &str, text: &str) {
    match class {
        "" => page.push_str("<td>"),
        class => page.push_str(&format!("<td class=\"{class}\">")),
    }
    text.chars().for_each(|letter| push_escaped(page, letter));
    page.push_str("</td>");
}

/// Marks that turn the direction of writing, and controls, are shown by their numbers: they can make a cell read as another.
fn push_escaped(page: &mut String, letter: char) {
    match letter {
        '&' => page.push_str("&amp;"),
        '<' => page.push_str("&lt;"),
        '>' => page.push_str("&gt;"),
        '"' => page.push_str("&quot;"),
        '\'' => page.push_str("&#39;"),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            page.push_str(&format!("[U+{:04X}]", u32::from(letter)));
        }
        '\n' | '\t' => page.push(' '),
        letter if letter.is_control() => page.push_str(&format!("[U+{:04X}]", u32::from(letter))),
        letter => page.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::reconcile::{AliasRow, AliasTable, Decision, Quote, Standing, Trust, Where};

    fn page(row: AliasRow) -> String {
        html(&AliasTable::new(vec![row]), Trust::Certain)
    }

    #[test]
    fn nothing_in_a_cell_is_markup() {
        let evil = "<script>alert('\"&')</script>\u{202E}\u{1b}";
        let row = AliasRow { why: evil.into(), example: evil.into(), canonical: evil.into(), ..AliasRow::new(evil, evil) };
        let page = page(row);
        assert!(!page.contains("<script") && !page.contains('\u{202E}') && !page.contains('\u{1b}'));
        assert_eq!(page.matches("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;[U+202E][U+001B]</td>").count(), 5);
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn rows_tell_their_state() {
        let place = Where::Quote(Quote { prefix: "chicken ".into(), suffix: String::new() });
        for (standing, decision, state) in [
            (Some(Standing::Certain), None, "applied (certain)"),
            (Some(Standing::Doubtful), Some(Decision::Accept), "applied (accept)"),
            (Some(Standing::Certain), Some(Decision::Reject), "reject"),
            (Some(Standing::Probable), None, "probable"),
        ] {
            let page = page(AliasRow { standing, decision, place: place.clone(), ..AliasRow::new("Kiev", "Kyiv") });
            assert!(page.contains(&format!("<td class=\"state\">{state}</td>")), "{page}");
            assert!(page.contains("<td>chicken {{Kiev}}</td>"));
        }
    }
}
