//! The tables.

use crate::{flood::Flooded, latency::Latency, node::Weighed, stats::Durations, verdicts::Answers};
use std::fmt::{self, Display, Formatter};

/// What one load came to.
pub struct Line {
	/// The call.
	pub what: &'static str,
	/// How many of it a transaction stands for.
	pub each: u64,
	/// What came of it.
	pub flooded: Flooded,
	/// What the chain says that a transaction weighs.
	pub weighed: Weighed,
}

/// Bytes before or after the load of records.
#[derive(Clone, Copy)]
pub struct Sizes {
	/// The first node's database.
	pub database: u64,
	/// All keys and values of the state.
	pub state: u64,
}

/// Everything that was measured.
pub struct Report {
	/// What the network is called.
	pub name: String,
	/// Transfers first: the others are divided by them; then the issue.
	pub lines: Vec<Line>,
	/// Before the issue.
	pub before: Sizes,
	/// After it.
	pub after: Sizes,
	/// Joules for a second of processor time.
	pub joules_per_second: f64,
	/// One transaction at a time.
	pub one: Latency,
	/// Some a second.
	pub light: Latency,
	/// Verdicts.
	pub answers: Answers,
}

impl Display for Report {
	fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
		writeln!(f, "## {}\n", self.name)?;
		writeln!(f, "| at full load | a second, in blocks | a second, final | by transfers | blocks | in a block | weight used | by weight at most | blocks ended by |")?;
		writeln!(f, "|---|---|---|---|---|---|---|---|---|")?;
		let transfers = self.lines.first().and_then(|it| it.flooded.in_blocks);
		for line in &self.lines {
			line.write(f, transfers)?;
		}
		for line in &self.lines {
			line.write_problems(f)?;
		}
		writeln!(f, "\n| records at full load | records | CPU time | joules a record, estimated | database, bytes per 1,000 | state, bytes per 1,000 |")?;
		writeln!(f, "|---|---|---|---|---|---|")?;
		for line in self.lines.iter().skip(1).take(2) {
			self.write_records(f, line)?;
		}
		writeln!(
			f,
			"\n| time from sending | sent | best, p50 | best, p99 | final, p50 | final, p99 |"
		)?;
		writeln!(f, "|---|---|---|---|---|---|")?;
		for (what, it) in [("one at a time", &self.one), ("10 a second", &self.light)] {
			let [p50, p99] = percentiles(&it.best, seconds);
			let [last50, last99] = percentiles(&it.last, seconds);
			writeln!(f, "| {what} | {} | {p50} | {p99} | {last50} | {last99} |", it.best.len())?;
		}
		writeln!(f, "\n| verdicts over RPC | asked | a second | p50 | p99 | longest | sent late by, p50 | p99 |")?;
		writeln!(f, "|---|---|---|---|---|---|---|---|")?;
		let Answers { took, late, per_second } = &self.answers;
		let [p50, p99] = percentiles(took, milliseconds);
		let [late50, late99] = percentiles(late, milliseconds);
		let longest = took.max().map_or(NOTHING.into(), milliseconds);
		let asked = took.len();
		let pace = whole(*per_second);
		writeln!(f, "| warm | {asked} | {pace} | {p50} | {p99} | {longest} | {late50} | {late99} |")
	}
}

impl Report {
	/// Sizes were measured around the issue alone.
	fn write_records(&self, f: &mut Formatter<'_>, line: &Line) -> fmt::Result {
		let records = line.flooded.events;
		let cpu = line.flooded.cpu.as_secs_f64();
		let joules = cpu * self.joules_per_second / records as f64;
		let per_thousand = |before: u64, after: u64| match line.each {
			1 if records > 0 => {
				format!("{}", after.saturating_sub(before).saturating_mul(1_000) / records)
			},
			_ => NOTHING.into(),
		};
		let database = per_thousand(self.before.database, self.after.database);
		let state = per_thousand(self.before.state, self.after.state);
		let what = line.what;
		writeln!(f, "| {what} | {records} | {cpu:.1} s | {joules:.3} J | {database} | {state} |")
	}
}

impl Line {
	fn write(&self, f: &mut Formatter<'_>, transfers: Option<f64>) -> fmt::Result {
		let Flooded { in_blocks, finalised, blocks, a_block, fullness, ended, .. } = &self.flooded;
		let each = self.each as f64;
		let in_blocks = in_blocks.map(|it| it * each);
		let ratio = in_blocks.zip(transfers).map(|(it, transfers)| it / transfers);
		let ended: Vec<_> = ended.iter().map(|(why, count)| format!("{why} {count}")).collect();
		writeln!(
			f,
			"| {} | {} | {} | {} | {blocks} | {:.0} | {:.0} % | {} | {} |",
			self.what,
			whole(in_blocks),
			whole(finalised.map(|it| it * each)),
			ratio.map_or(NOTHING.into(), |it| format!("{it:.2}")),
			a_block * each,
			fullness * 100.0,
			self.weighed.a_block * self.each,
			ended.join(", "),
		)
	}

	fn write_problems(&self, f: &mut Formatter<'_>) -> fmt::Result {
		let Flooded { refused, failed, lost, problem, ran_out, blocks, .. } = &self.flooded;
		let what = self.what;
		if *refused > 0 {
			let why = problem.as_deref().unwrap_or_default();
			writeln!(f, "\n{what}: the nodes refused {refused} transactions: {why}")?;
		}
		if *lost > 0 {
			writeln!(f, "\n{what}: the pools lost {lost} transactions, which were sent again.")?;
		}
		if *failed > 0 {
			writeln!(f, "\n{what}: {failed} transactions failed in their block.")?;
		}
		if *ran_out {
			writeln!(f, "\n{what}: all that were signed were sent before the time was over.")?;
		}
		if *blocks < 3 {
			writeln!(f, "\n{what}: too few blocks to trust the figure; give more SECONDS.")?;
		}
		Ok(())
	}
}

/// Where there is no figure.
const NOTHING: &str = "n/a";

fn whole(rate: Option<f64>) -> String {
	rate.map_or(NOTHING.into(), |it| format!("{it:.0}"))
}

fn seconds(it: std::time::Duration) -> String {
	format!("{:.2} s", it.as_secs_f64())
}

fn milliseconds(it: std::time::Duration) -> String {
	format!("{:.2} ms", it.as_secs_f64() * 1_000.0)
}

fn percentiles(all: &Durations, show: fn(std::time::Duration) -> String) -> [String; 2] {
	[50, 99].map(|percent| all.percentile(percent).map_or(NOTHING.into(), show))
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::Duration;

	fn line(what: &'static str, each: u64, in_blocks: Option<f64>) -> Line {
		let flooded = Flooded {
			blocks: 9,
			in_blocks,
			finalised: in_blocks,
			a_block: 300.0,
			fullness: 0.99,
			ended: [("hit block weight limit".to_owned(), 9)].into(),
			taken: 3_000,
			refused: 0,
			lost: 0,
			problem: None,
			failed: 0,
			events: 3_000 * each,
			cpu: Duration::from_secs(30),
			ran_out: false,
		};
		let weighed = Weighed { weight: 1, operational: false, a_block: 310 };
		Line { what, each, flooded, weighed }
	}

	fn report(transfers: Option<f64>) -> Report {
		let latency = || [(Duration::from_secs(1), Duration::from_secs(2))].into_iter().collect();
		let ms = |it| [Duration::from_millis(it)].into_iter().collect();
		Report {
			name: "one validator".into(),
			lines: vec![line("transfer", 1, transfers), line("issue", 1, Some(100.0))],
			before: Sizes { database: 1_000, state: 500 },
			after: Sizes { database: 31_000, state: 3_500 },
			joules_per_second: 2.0,
			one: latency(),
			light: latency(),
			answers: Answers { took: ms(3), late: ms(1), per_second: Some(1_000.0) },
		}
	}

	#[test]
	fn everything_is_divided_by_transfers_and_by_records() {
		let text = report(Some(200.0)).to_string();
		assert!(text.contains("| issue | 100 | 100 | 0.50 | 9 | 300 | 99 % | 310 |"), "{text}");
		assert!(text.contains("| issue | 3000 | 30.0 s | 0.020 J | 10000 | 1000 |"), "{text}");
		assert!(
			text.contains("| one at a time | 1 | 1.00 s | 1.00 s | 2.00 s | 2.00 s |"),
			"{text}"
		);
		assert!(
			text.contains("| warm | 1 | 1000 | 3.00 ms | 3.00 ms | 3.00 ms | 1.00 ms |"),
			"{text}"
		);
	}

	#[test]
	fn a_batch_counts_its_records() {
		let mut report = report(Some(200.0));
		report.lines.push(line("issue_batch", 16, Some(25.0)));
		let text = report.to_string();
		assert!(text.contains("| issue_batch | 400 | 400 | 2.00 | 9 | 4800 |"), "{text}");
		assert!(text.contains("| issue_batch | 48000 | 30.0 s | 0.001 J | n/a | n/a |"), "{text}");
	}

	#[test]
	fn what_could_not_be_measured_is_said() {
		let mut report = report(None);
		report.lines[1].flooded.blocks = 2;
		report.lines[1].flooded.refused = 4;
		report.lines[1].flooded.problem = Some("Invalid Transaction".into());
		let text = report.to_string();
		assert!(text.contains("| issue | 100 | 100 | n/a |"), "{text}");
		assert!(text.contains("issue: too few blocks"), "{text}");
		assert!(text.contains("refused 4 transactions: Invalid Transaction"), "{text}");
	}
}
