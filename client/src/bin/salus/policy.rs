//! The policy book: what governs, within which bounds, and since when.

use crate::{
	args::PolicyBook,
	home::Home,
	output::Output,
	parameters::{self, differences, Difference},
	session::Session,
	terms,
	time::utc,
};
use anyhow::Context;
use salus_client::chain::At;
use salus_primitives::{Policy, PolicyBookView, PolicyEntryView};
use serde_json::json;

/// The policy book.
pub async fn run(home: &Home, output: &Output, command: PolicyBook) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	match command {
		PolicyBook::Show => {
			let book = session.chain.policy_book(At::Best).await?;
			output.say(lines(&book).join("\n"), serde_json::to_value(&book)?);
		},
		PolicyBook::Diff { from, to } => {
			let history = session.chain.policy_history(At::Best).await?;
			let (old, new) = two(&history, from, to)?;
			let changes = differences(&old.policy, &new.policy);
			let title = format!("from policy {} to {}", old.version, new.version);
			let text = match changes.is_empty() {
				true => format!("{title}: no parameter changed"),
				false => {
					let lines = changes.iter().map(|it| format!("\n  {}", it.line()));
					format!("{title}:{}", lines.collect::<String>())
				},
			};
			let changes: Vec<_> = changes.iter().map(Difference::json).collect();
			let versions = json!({ "from": old.version, "to": new.version, "changes": changes });
			output.say(text, versions);
		},
		PolicyBook::History => {
			let history = session.chain.policy_history(At::Best).await?;
			let lines: Vec<_> = history.iter().map(entry).collect();
			output.say(lines.join("\n"), json!({ "history": history }));
		},
	}
	Ok(())
}

fn lines(book: &PolicyBookView) -> Vec<String> {
	let now = &book.current;
	let mut lines = vec![entry(&book.entry)];
	lines.extend(book.entry.policy.reconsent.map(|it| {
		let (before, from, what) = (it.before, utc(it.from), terms::codes(it.widened));
		format!("grants under a policy before {before} end at {from} for {what}, unless given anew")
	}));
	lines.extend(book.restriction.map(|it| {
		let (purposes, suites) = (parameters::purposes(it.purposes), parameters::suites(it.suites));
		let until = utc(it.until);
		format!("an emergency forbids until {until}: purposes {purposes}; suites {suites}")
	}));
	lines.extend(parameters(now, book));
	if let Some(next) = &book.pending {
		lines.push(format!("comes next: {}", entry(next)));
		let changes = differences(&book.entry.policy, &next.policy);
		lines.extend(changes.iter().map(|it| format!("  {}", it.line())));
	}
	lines
}

/// Each with its value and its range, in columns.
fn parameters(policy: &Policy, book: &PolicyBookView) -> Vec<String> {
	let all = policy.parameters();
	let longest = all.iter().map(|it| it.name.len()).max().unwrap_or_default();
	let bounds = book.bounds.least.parameters().into_iter().zip(book.bounds.most.parameters());
	all.into_iter()
		.zip(bounds)
		.map(|(it, (least, most))| {
			let value = parameters::value_words(it.unit, it.value);
			let range = parameters::range(it.unit, least.value, most.value);
			format!("  {:longest$}  {value} ({range})", it.name)
		})
		.collect()
}

fn entry(it: &PolicyEntryView) -> String {
	let languages: Vec<String> = it.languages.clone().into();
	format!(
		"policy {}, in force from {}, text {} in {}",
		it.version,
		utc(it.in_force),
		it.documents.text,
		languages.join(", ")
	)
}

/// The two versions that were named; the newest and the one before it otherwise.
fn two(
	history: &[PolicyEntryView],
	from: Option<u32>,
	to: Option<u32>,
) -> anyhow::Result<(&PolicyEntryView, &PolicyEntryView)> {
	let find = |version: u32| {
		let found = history.iter().find(|it| it.version == version);
		found.with_context(|| format!("the book has no policy {version}"))
	};
	let new = match to {
		Some(version) => find(version)?,
		None => history.iter().max_by_key(|it| it.version).context("the book is empty")?,
	};
	let old = match (from, new.version.checked_sub(1)) {
		(Some(version), _) => find(version)?,
		(None, Some(before)) if before > 0 => find(before)?,
		(None, _) => anyhow::bail!("there is no policy before {}: name two", new.version),
	};
	Ok((old, new))
}

#[cfg(test)]
pub mod tests;
