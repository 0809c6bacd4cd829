//! A TOML document that is read to its end: whatever is wrong with it is noted with its line, so
//! that whoever wrote it sees all of it at once.

use std::{cell::RefCell, collections::BTreeSet, ops::Range};
use toml_edit::{Document, Item, TableLike, Value};

/// A line, from 1.
pub type Line = usize;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct At<T> {
	/// What was read.
	pub value: T,
	/// Where it stands.
	pub line: Line,
}

/// What is wrong with a document.
pub struct Mistakes {
	file: String,
	text: String,
	found: RefCell<BTreeSet<(Line, String)>>,
}

impl Mistakes {
	/// None yet.
	pub fn new(file: &str, text: &str) -> Self {
		Self { file: file.into(), text: text.into(), found: RefCell::default() }
	}

	/// Notes one, with what cures it.
	pub fn add(&self, line: Line, what: impl Into<String>) {
		self.found.borrow_mut().insert((line, what.into()));
	}

	/// Whether there are none.
	pub fn is_empty(&self) -> bool {
		self.found.borrow().is_empty()
	}

	fn line(&self, span: Option<Range<usize>>) -> Option<Line> {
		let before = self.text.get(..span?.start)?;
		Some(before.matches('\n').count() + 1)
	}

	/// Reads the document, or notes why it is no TOML.
	pub fn parse(&self) -> Option<Document<String>> {
		Document::parse(self.text.clone())
			.map_err(|error| {
				let line = self.line(error.span()).unwrap_or(1);
				self.add(line, format!("this is not TOML: {}", error.message().trim()));
			})
			.ok()
	}
}

impl std::fmt::Display for Mistakes {
	/// One a line, from the top of the document down.
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		let found = self.found.borrow();
		let lines = found.iter().map(|(line, what)| format!("{}:{line}: {what}", self.file));
		f.write_str(&lines.collect::<Vec<_>>().join("\n"))
	}
}

/// A value that was asked for.
#[derive(Clone, Copy)]
pub struct Field<'a> {
	item: &'a Item,
	/// Where it stands.
	pub line: Line,
}

/// A table of the document. It learns from what it is asked which keys there are.
pub struct Section<'a> {
	mistakes: &'a Mistakes,
	table: &'a dyn TableLike,
	known: RefCell<Vec<&'static str>>,
	/// Where it begins.
	pub line: Line,
	/// What to call it.
	pub name: String,
}

impl<'a> Section<'a> {
	/// The whole document.
	pub fn root(mistakes: &'a Mistakes, document: &'a Document<String>) -> Self {
		Self::new(mistakes, document.as_table(), 1, "the file".into())
	}

	fn new(mistakes: &'a Mistakes, table: &'a dyn TableLike, line: Line, name: String) -> Self {
		Self { mistakes, table, known: RefCell::default(), line, name }
	}

	/// Notes a mistake that concerns this section.
	pub fn wrong(&self, line: Line, what: impl std::fmt::Display) {
		let what = match self.name.as_str() {
			"the file" => what.to_string(),
			name => format!("{name}: {what}"),
		};
		self.mistakes.add(line, what);
	}

	/// Notes a mistake in words that name the section themselves.
	pub fn note(&self, line: Line, what: String) {
		self.mistakes.add(line, what);
	}

	/// What stands under a key.
	pub fn get(&self, key: &'static str) -> Option<Field<'a>> {
		self.known.borrow_mut().push(key);
		let (key, item) = self.table.get_key_value(key)?;
		let line = self.mistakes.line(key.span().or_else(|| item.span())).unwrap_or(self.line);
		Some(Field { item, line })
	}

	/// What has to stand under a key; `cure` says what belongs there.
	pub fn need(&self, key: &'static str, cure: &str) -> Option<Field<'a>> {
		let field = self.get(key);
		if field.is_none() {
			self.wrong(self.line, format!("{key} is missing: {cure}"));
		}
		field
	}

	/// Reads a field, or notes what was expected instead.
	pub fn read<T>(
		&self,
		key: &'static str,
		field: Option<Field<'a>>,
		read: impl FnOnce(&Item) -> Result<T, String>,
	) -> Option<At<T>> {
		let Field { item, line } = field?;
		read(item)
			.map(|value| At { value, line })
			.map_err(|expected| self.wrong(line, format!("{key}: {expected}")))
			.ok()
	}

	/// A table under a key, if there is one.
	pub fn section(&self, key: &'static str, name: &str) -> Option<Section<'a>> {
		let Field { item, line } = self.get(key)?;
		let table = item.as_table_like();
		if table.is_none() {
			self.wrong(line, format!("{key}: expected a table: write [{key}] above its keys"));
		}
		Some(Section::new(self.mistakes, table?, line, name.into()))
	}

	/// The tables of a list, such as `[[institution]]`.
	pub fn sections(&self, key: &'static str, name: &str) -> Vec<Section<'a>> {
		let Some(Field { item, line }) = self.get(key) else { return Vec::new() };
		let Some(tables) = item.as_array_of_tables() else {
			self.wrong(line, format!("{key}: expected a list of tables: write [[{name}]]"));
			return Vec::new();
		};
		let section = |(index, table): (usize, &'a toml_edit::Table)| {
			let line = self.mistakes.line(table.span()).unwrap_or(line);
			Section::new(self.mistakes, table, line, format!("[[{name}]] number {}", index + 1))
		};
		tables.iter().enumerate().map(section).collect()
	}

	/// Every key that leads to a value, with its path, however the tables on the way are written.
	pub fn leaves(&self) -> Vec<(String, Field<'a>)> {
		let mut leaves = Vec::new();
		self.collect("", self.table, &mut leaves);
		leaves
	}

	fn collect(&self, path: &str, table: &'a dyn TableLike, all: &mut Vec<(String, Field<'a>)>) {
		for (name, _) in table.iter() {
			let Some((key, item)) = table.get_key_value(name) else { continue };
			let path = if path.is_empty() { name.into() } else { format!("{path}.{name}") };
			match item.as_table_like() {
				Some(table) => self.collect(&path, table, all),
				None => {
					let span = key.span().or_else(|| item.span());
					let line = self.mistakes.line(span).unwrap_or(self.line);
					all.push((path, Field { item, line }));
				},
			}
		}
	}

	/// Notes the keys that nobody asked for. Comes last.
	pub fn done(&self) {
		let known = self.known.borrow();
		for (key, _) in self.table.iter().filter(|(key, _)| !known.contains(key)) {
			let span = self.table.get_key_value(key).and_then(|(key, _)| key.span());
			let line = self.mistakes.line(span).unwrap_or(self.line);
			let cure = match key {
				"name" => "names are not on chain; write it as a comment, after a #".into(),
				_ => format!("did you mean {}?", nearest(key, &known)),
			};
			self.wrong(line, format!("there is no key {key}: {cure}"));
		}
	}
}

/// The known word that is most like this one.
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> &'k str {
	let word = word.to_lowercase();
	let unlike = |it: &&&str| strsim::damerau_levenshtein(&word, &it.to_lowercase());
	known.iter().min_by_key(unlike).copied().unwrap_or_default()
}

/// Reads a text.
pub fn text(item: &Item) -> Result<String, String> {
	let text = item.as_str().filter(|it| !it.trim().is_empty());
	text.map(Into::into).ok_or_else(|| "expected a text between quotation marks".into())
}

/// Reads true or false.
pub fn flag(item: &Item) -> Result<bool, String> {
	item.as_bool().ok_or_else(|| "expected true or false".into())
}

/// Reads a whole number between two.
pub fn number(least: u64, most: u64) -> impl Fn(&Item) -> Result<u64, String> {
	move |item| {
		let number = item.as_integer().and_then(|it| u64::try_from(it).ok());
		number
			.filter(|it| (least..=most).contains(it))
			.ok_or_else(|| format!("expected a whole number from {least} to {most}"))
	}
}

/// Reads a list of texts.
pub fn texts(item: &Item) -> Result<Vec<String>, String> {
	let list = item.as_array().and_then(|list| {
		list.iter().map(|it| it.as_str().map(Into::into)).collect::<Option<Vec<String>>>()
	});
	list.ok_or_else(|| "expected a list such as [\"one\", \"two\"]".into())
}

/// Reads a value as the words that `salus` takes on its command line.
pub fn words(item: &Item) -> Result<String, String> {
	match item.as_value() {
		Some(Value::String(it)) => Ok(it.value().clone()),
		Some(Value::Integer(it)) => Ok(it.value().to_string()),
		Some(Value::Boolean(it)) => Ok(it.value().to_string()),
		Some(Value::Array(_)) => Ok(texts(item)?.join(",")),
		_ => Err("expected a text, a whole number, true, false or a list of texts".into()),
	}
}
