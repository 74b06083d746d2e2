//! `respell match --column`: a CSV with the best candidate behind each row.

use std::io::{BufRead, Read as _, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use csv::{ByteRecord, ReaderBuilder, WriterBuilder};
use rayon::prelude::*;

use super::match_names::Asker;

/// Rows answered at a time.
const BLOCK: usize = 1024;

/// What is added for each column of names.
const ADDED: [&str; 4] = ["canonical", "id", "score", "standing"];

/// Gives the rows back, each with four more cells for every column of names; empty where nothing is like the name.
pub(super) fn match_columns(
    asker: &Asker<'_>,
    path: &Path,
    wanted: &[String],
    reader: &mut dyn BufRead,
    output: &mut dyn Write,
) -> Result<()> {
    let delimiter = delimiter(path, reader)?;
    let mut rows = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);
    let mut writer = WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(output);
    let header = without_bom(rows.byte_headers().context("the header cannot be read")?);
    let columns: Vec<usize> = wanted.iter().map(|column| find(&header, column)).collect::<Result<_>>()?;
    writer.write_byte_record(&header_with(&header, &columns))?;
    let mut rows = rows.byte_records();
    loop {
        let block: Vec<ByteRecord> = rows.by_ref().take(BLOCK).collect::<Result<_, _>>()?;
        let answered: Vec<ByteRecord> = block.par_iter().map(|row| answer(asker, row, header.len(), &columns)).collect();
        answered.iter().try_for_each(|row| writer.write_byte_record(row))?;
        if block.len() < BLOCK {
            return Ok(writer.flush()?);
        }
    }
}

/// Tabs in a `.tsv`; else whichever of comma, semicolon and tab the header has most of.
fn delimiter(path: &Path, reader: &mut dyn BufRead) -> Result<u8> {
    let name = path.to_string_lossy().to_lowercase();
    if name.ends_with(".tsv") || name.ends_with(".tsv.gz") {
        return Ok(b'\t');
    }
    let head = reader.fill_buf().context("the header cannot be read")?;
    let head = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| head.bytes().filter(|byte| matches!(byte, Ok(byte) if *byte == mark)).count();
    let best = [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark));
    Ok(best.filter(|mark| count(*mark) > 0).unwrap_or(b','))
}

fn without_bom(header: &ByteRecord) -> ByteRecord {
    header
        .iter()
        .enumerate()
        .map(|(at, cell)| if at == 0 { cell.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(cell) } else { cell })
        .collect()
}

/// A column by its header, or else by its number from 1.
fn find(header: &ByteRecord, wanted: &str) -> Result<usize> {
    if let Some(at) = header.iter().position(|cell| cell == wanted.as_bytes()) {
        return Ok(at);
    }
    match wanted.parse::<usize>() {
        Ok(number) if (1..=header.len()).contains(&number) => Ok(number - 1),
        _ => {
            let known: Vec<String> = header.iter().map(|cell| format!("“{}”", String::from_utf8_lossy(cell))).collect();
            bail!("there is no column “{wanted}”; the columns are {}", known.join(", "))
        }
    }
}

/// With several columns of names each of the new headers says which it answers.
fn header_with(header: &ByteRecord, columns: &[usize]) -> ByteRecord {
    let mut out = header.clone();
    for column in columns {
        for added in ADDED {
            match columns.len() {
                1 => out.push_field(added.as_bytes()),
                _ => out.push_field(&[&header[*column], b"_", added.as_bytes()].concat()),
            }
        }
    }
    out
}

/// A short row is filled up, so that what is added stands under its header.
fn answer(asker: &Asker<'_>, row: &ByteRecord, width: usize, columns: &[usize]) -> ByteRecord {
    let mut out = row.clone();
    (row.len()..width).for_each(|_| out.push_field(b""));
    for column in columns {
        let name = row.get(*column).and_then(|cell| std::str::from_utf8(cell).ok()).unwrap_or_default();
        match asker.candidates(name).first() {
            Some(best) => {
                let entity = asker.matcher.entity(best.entity);
                out.push_field(entity.name.as_bytes());
                out.push_field(entity.id.as_bytes());
                out.push_field(format!("{:.3}", best.probability).as_bytes());
                out.push_field(best.standing.as_str().as_bytes());
            }
            None => ADDED.iter().for_each(|_| out.push_field(b"")),
        }
    }
    out
}
