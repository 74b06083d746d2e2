//! Remarks as annotations of GitHub Actions, which reads them from the log of a job.

use super::Remark;

/// `::warning file=…,line=…,col=…,endColumn=…,title=…::message`
#[must_use]
pub fn github(remark: &Remark) -> String {
    let ((line, column), (end_line, end_column)) = (remark.start, remark.end);
    let file = property(&remark.document);
    // Columns are understood on one line only.
    let place = match line == end_line {
        true => format!("line={line},col={column},endColumn={end_column}"),
        false => format!("line={line},endLine={end_line}"),
    };
    let title = property(&format!("respell: {}", remark.standing.as_str()));
    format!("::warning file={file},{place},title={title}::{}\n", message(&remark.message_and_why()))
}

/// A message ends with its line.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property ends with a comma, and all of them with two colons.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{github, message, property};
    use crate::report::check::{Remark, example};

    #[test]
    fn an_annotation_is_escaped_where_it_has_to_be() {
        let expected = "::warning file=news/a%2C b.txt,line=3,col=4,endColumn=12,title=respell%3A probable::“Husnurin” is probably \
            Khusnullin (Marat Khusnullin): kh→h, ll→r; family name alone\n";
        assert_eq!(github(&example()), expected);
        assert!(github(&Remark { end: (4, 2), ..example() }).contains(",line=3,endLine=4,title="));
        assert_eq!(message("100%\r\na: b, c"), "100%25%0D%0Aa: b, c");
        assert_eq!(property("C:\\a,b%\n"), "C%3A\\a%2Cb%25%0A");
    }
}
