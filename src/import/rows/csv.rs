//! Tables of text: CSV, TSV, and what spreadsheets call so.

use csv::{ErrorKind, ReaderBuilder, StringRecord};

use super::{Input, Node, Row, prove_length};
use crate::import::Remark;
use crate::tables::quoted;

/// The rows of a table and its columns.
pub(super) fn read(input: &Input, delimiter: char) -> Result<(Vec<Row>, Vec<String>), Remark> {
    let Ok(delimiter) = u8::try_from(delimiter) else {
        let message = format!(
            "{} can't separate columns: name an ASCII character",
            quoted(&delimiter.to_string())
        );
        return Err(Remark::new(&input.place(0), message));
    };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(input.text.as_bytes());
    let head = reader.headers().map_err(|error| fault(input, &error))?.clone();
    let columns: Vec<String> = head.iter().map(|name| name.trim().to_owned()).collect();
    for (i, column) in columns.iter().enumerate() {
        prove_length(input, 1, "the head", column)?;
        if !column.is_empty() && columns.iter().take(i).any(|before| before == column) {
            let message = format!("two columns are called {}: rename one of them", quoted(column));
            return Err(Remark::new(&input.place(1), message));
        }
    }
    if columns.iter().all(String::is_empty) {
        let message = "the file is empty: its first row must name the columns";
        return Err(Remark::new(&input.place(1), message));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| fault(input, &error))?;
        rows.push(row(input, &columns, &record)?);
    }
    // Only the last row can hold what follows a mark that nobody closes.
    if let Some(Row(Node::Map(line, values))) = rows.last() {
        let broken =
            |(_, value): &(String, Node)| matches!(value, Node::Text(t) if t.contains('\n'));
        if values.iter().any(broken) && !input.text.matches('"').count().is_multiple_of(2) {
            let message = "a quotation mark is opened in this row and never closed";
            return Err(Remark::new(&input.place(*line), message));
        }
    }
    Ok((rows, columns))
}

fn row(input: &Input, columns: &[String], record: &StringRecord) -> Result<Row, Remark> {
    // The reader counts the line break before a row that follows an empty line to the row.
    let line = record.position().map_or(0, |at| {
        let start = input.text.get(at.byte() as usize..).unwrap_or("");
        let blank = start.len() - start.trim_start_matches(['\r', '\n']).len();
        at.line() as usize + start.get(..blank).unwrap_or("").matches('\n').count()
    });
    let mut entries = Vec::with_capacity(columns.len());
    for (column, value) in columns.iter().zip(record) {
        prove_length(input, line, column, value)?;
        entries.push((column.clone(), Node::Text(value.to_owned())));
    }
    Ok(Row(Node::Map(line, entries)))
}

fn fault(input: &Input, error: &csv::Error) -> Remark {
    let line = error.position().map_or(0, |at| at.line() as usize);
    let message = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => format!(
            "this row has {len} columns, the first has {expected_len}: a value that holds the \
             separator stands in quotation marks, and every quotation mark is closed"
        ),
        _ => format!("this row can't be read: {error}"),
    };
    Remark::new(&input.place(line), message)
}
