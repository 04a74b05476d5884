//! Rows in columns: Apache Parquet, which engines read faster than text and keep in less room.

use std::io::{self, Write};

use arrow_schema::FieldRef;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::ChunkReader;
use serde_arrow::schema::SchemaLike;
use serde_json::{Value, json};

use super::{COLUMNS, Row, TEXT};

/// Rows that are read and written at a time.
const BATCH: usize = 8192;
/// Rows of a row group: what the writer keeps in memory.
const GROUP: usize = 1 << 18;

/// Writes rows as they come.
pub struct Writer<W: Write + Send> {
    out: ArrowWriter<W>,
    fields: Vec<FieldRef>,
    ahead: Vec<Row>,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file; with `texts`, the articles' bytes have a column.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn new(out: W, texts: bool) -> io::Result<Self> {
        let fields = fields(texts)?;
        let empty = serde_arrow::to_record_batch(&fields, &Vec::<Row>::new()).map_err(wrong)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let out = ArrowWriter::try_new(out, empty.schema(), Some(properties)).map_err(wrong)?;
        Ok(Self { out, fields, ahead: Vec::new() })
    }

    /// Writes some rows, sooner or later.
    ///
    /// # Errors
    /// Where they can't be written.
    pub fn write(&mut self, rows: Vec<Row>) -> io::Result<()> {
        self.ahead.extend(rows);
        if self.ahead.len() < BATCH { Ok(()) } else { self.batch() }
    }

    fn batch(&mut self) -> io::Result<()> {
        let batch = serde_arrow::to_record_batch(&self.fields, &self.ahead).map_err(wrong)?;
        self.ahead.clear();
        self.out.write(&batch).map_err(wrong)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where it can't be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.batch()?;
        self.out.close().map_err(wrong)?;
        Ok(())
    }
}

/// The rows of a file, each with its number from 1.
///
/// # Errors
/// Where it is no Parquet file.
pub fn rows(
    file: impl ChunkReader + 'static,
) -> io::Result<impl Iterator<Item = io::Result<(u64, Row)>>> {
    // Types are those of the file: what another engine noted of its own is nothing to us.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options);
    let mut batches = builder.and_then(|b| b.with_batch_size(BATCH).build()).map_err(wrong)?;
    let mut failed = false;
    let next = move || {
        let batch = (!failed).then(|| batches.next()).flatten()?;
        let rows = batch.map_err(wrong);
        let rows = rows.and_then(|b| serde_arrow::from_record_batch::<Vec<Row>>(&b).map_err(wrong));
        failed = rows.is_err();
        Some(rows)
    };
    let each = |rows: io::Result<Vec<Row>>| {
        let (rows, error) = rows.map_or_else(|error| (Vec::new(), Some(error)), |r| (r, None));
        rows.into_iter().map(Ok).chain(error.map(Err))
    };
    let rows = std::iter::from_fn(next).flat_map(each);
    Ok(rows.zip(1..).map(|(row, n)| row.map(|row| (n, row))))
}

fn fields(texts: bool) -> io::Result<Vec<FieldRef>> {
    let all = COLUMNS.iter().chain(texts.then_some(&TEXT));
    let fields: Vec<Value> = all
        .map(|(name, of, _)| {
            let nullable = !["article", "row", "kind", "twin"].contains(name);
            let element = json!([{ "name": "element", "data_type": "Int64" }]);
            let children = if *of == "List" { element } else { json!([]) };
            json!({ "name": name, "data_type": of, "nullable": nullable, "children": children })
        })
        .collect();
    Vec::<FieldRef>::from_value(&fields).map_err(wrong)
}

fn wrong(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
