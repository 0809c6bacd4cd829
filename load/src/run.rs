//! Everything, in order.

use crate::{
	flood::{flood, Lanes},
	latency::{one_by_one, paced, Latency},
	machine::folder_size,
	node::{Limits, Node, Weighed},
	people::{account, deal, fresh, institutions, nonces, Circumstances, Subject, PROVIDERS},
	report::{Line, Report, Sizes},
	tx::{Signer, Unsigned},
	verdicts::{ask, Answers},
};
use anyhow::{ensure, Context, Result};
use futures::future::try_join_all;
use salus_client::chain::Call;
use salus_primitives::{InstitutionId, RecordId};
use std::{path::PathBuf, time::Duration};
use subxt_signer::sr25519::Keypair;

/// A slot.
const SLOT: Duration = Duration::from_secs(3);
/// One unit, and a thousandth: what a transfer moves.
const UNIT: u128 = 1_000_000_000_000;
const LITTLE: u128 = UNIT / 1_000;
/// Connections over which transactions are sent, and questions asked.
const LANES: usize = 4;
/// Subjects whose records are asked about.
const ASKED: usize = 200;
/// Questions a second.
const QUESTIONS: u32 = 1_000;
/// Transactions a second at a light load.
const LIGHT: u32 = 10;
/// Records of a batch: as many as one may have.
const BATCH: usize = 16;
/// Two providers may enrol 5,000 a day each.
const SUBJECTS_AT_MOST: usize = 9_900;
/// What is signed beyond what fits into the blocks of the span by weight, in blocks.
const SPARE: f64 = 4.0;
/// How long verdicts are asked for before they are measured.
const WARM: Duration = Duration::from_secs(3);
/// What is written late by the database has been written then.
const FLUSH: Duration = Duration::from_secs(15);

/// What to measure, and how.
pub struct Options {
	/// What the network is called in the tables.
	pub name: String,
	/// WebSocket addresses of the nodes.
	pub nodes: Vec<String>,
	/// Their processes.
	pub pids: Vec<u32>,
	/// The ports of their metrics.
	pub metrics: Vec<u16>,
	/// The folder of the first one's database.
	pub database: PathBuf,
	/// How long each load lasts.
	pub span: Duration,
	/// Power of a core.
	pub watts: f64,
	/// Power of the building by that of its machines.
	pub pue: f64,
}

/// A network under load.
pub struct Network {
	urls: Vec<String>,
	/// A connection to each node.
	pub nodes: Vec<Node>,
	/// The processes.
	pub pids: Vec<u32>,
	/// The ports of their metrics.
	pub metrics: Vec<u16>,
	/// What a block may weigh.
	pub limits: Limits,
}

impl Network {
	/// A new connection; the nodes take turns.
	///
	/// # Errors
	/// When the node does not answer.
	pub async fn connect(&self, lane: usize) -> Result<Node> {
		Node::connect(&self.urls[lane % self.urls.len()]).await
	}
}

struct Run {
	options: Options,
	network: Network,
	signer: Signer,
	facts: Circumstances,
	institutions: Vec<Keypair>,
}

/// Measures and prints.
///
/// # Errors
/// When a node does not answer or does not do what it is asked.
pub async fn run(options: Options) -> Result<()> {
	let nodes = try_join_all(options.nodes.iter().map(|it| Node::connect(it))).await?;
	let first = nodes.first().context("name at least one node")?;
	let (limits, signer) = (first.limits().await?, Signer::new(first).await?);
	let (facts, institutions) = (Circumstances::of(first).await?, institutions()?);
	let network = Network {
		urls: options.nodes.clone(),
		pids: options.pids.clone(),
		metrics: options.metrics.clone(),
		limits,
		nodes,
	};
	let report = Run { options, network, signer, facts, institutions }.all().await?;
	println!("{report}");
	Ok(())
}

/// One connection for each sender, if they are few.
fn lanes(signed: Vec<String>, senders: usize) -> Lanes {
	let independent = senders >= signed.len();
	let count = if independent { LANES } else { senders };
	Lanes { lanes: deal(signed, senders, count), independent }
}

fn say(what: &str) {
	eprintln!("  {what}");
}

impl Run {
	fn node(&self) -> &Node {
		&self.network.nodes[0]
	}

	async fn all(self) -> Result<Report> {
		let hot_keys = self.hot_keys().await?;
		let subjects = self.enrol().await?;
		let (asked, others) = subjects.split_at(ASKED);
		let records = self.prepare_questions(asked).await?;

		let transfer = self.transfers(&hot_keys).await?;
		let before = self.sizes().await?;
		let issue = self.issues(&subjects).await?;
		let after = self.sizes().await?;
		let batch = self.batches(&subjects).await?;
		let (grant, granted) = self.grants(others).await?;
		let revoke = self.revokes(&granted).await?;
		let (one, light) = self.latencies(&subjects).await?;
		let answers = self.verdicts(asked, &records).await?;
		Ok(Report {
			name: self.options.name,
			lines: vec![transfer, issue, batch, grant, revoke],
			before,
			after,
			joules_per_second: self.options.watts * self.options.pue,
			one,
			light,
			answers,
		})
	}

	/// How many transactions to sign for the span.
	fn needed(&self, weighed: Weighed) -> usize {
		let blocks = self.options.span.as_secs_f64() / SLOT.as_secs_f64() + SPARE;
		(weighed.a_block as f64 * blocks).ceil() as usize
	}

	async fn weigh(&self, call: Call) -> Result<Weighed> {
		let signed = self.signer.sign(&(&self.institutions[0], 0, call))?;
		self.node().weigh(&signed, self.network.limits).await
	}

	/// Sends all and waits until they are final: what a measurement needs, not one itself.
	async fn prepare(&self, calls: &[Unsigned<'_>], senders: usize) -> Result<()> {
		let (_, _, call) = calls.first().context("there is nothing to prepare")?;
		let weighed = self.weigh(call.clone()).await?;
		let lanes = lanes(self.signer.sign_all(calls)?, senders);
		let flooded = flood(&self.network, lanes, weighed, None, ("", "")).await?;
		let bad = flooded.refused + flooded.failed;
		let why = flooded.problem.unwrap_or_default();
		ensure!(bad == 0, "{bad} of {} preparations did not work. {why}", calls.len());
		Ok(())
	}

	/// Loads the network for the span.
	async fn load(
		&self,
		what: &'static str,
		each: u64,
		calls: &[Unsigned<'_>],
		senders: usize,
		event: (&str, &str),
	) -> Result<Line> {
		let (_, _, call) = calls.first().context("there is nothing to send; give more SECONDS")?;
		let weighed = self.weigh(call.clone()).await?;
		say(&format!("{what}: {} are signed", calls.len()));
		let lanes = lanes(self.signer.sign_all(calls)?, senders);
		say(&format!("{what}: sent for {} s", self.options.span.as_secs()));
		let span = Some(self.options.span);
		let flooded = flood(&self.network, lanes, weighed, span, event).await?;
		Ok(Line { what, each, flooded, weighed })
	}

	/// Calls that the first institutions make in turns.
	async fn in_turns(
		&self,
		senders: usize,
		calls: impl Iterator<Item = Call>,
	) -> Result<Vec<Unsigned<'_>>> {
		let by = &self.institutions[..senders];
		let mut nonces = nonces(self.node(), by.iter().map(account)).await?;
		let numbered = calls.enumerate().map(|(index, call)| {
			let at = index % senders;
			nonces[at] += 1;
			(&by[at], nonces[at] - 1, call)
		});
		Ok(numbered.collect())
	}

	/// One hot key for each institution, with units, so that it exists.
	async fn hot_keys(&self) -> Result<Vec<Keypair>> {
		let senders = self.institutions.len();
		let keys: Vec<_> = (0..senders).map(|_| fresh()).collect::<Result<_>>()?;
		let named = keys.iter().map(|key| Call::add_issuing_key(account(key)));
		self.prepare(&self.in_turns(senders, named).await?, senders).await?;
		let filled = keys.iter().map(|key| Call::transfer(account(key), UNIT));
		self.prepare(&self.in_turns(senders, filled).await?, senders).await?;
		Ok(keys)
	}

	/// As many subjects as can give a grant in the span, and those who are asked about.
	async fn enrol(&self) -> Result<Vec<Subject>> {
		let provider = |index: usize| InstitutionId((index % PROVIDERS) as u32 + 1);
		let sample = self.facts.subject(provider(0))?.0;
		let needed = self.needed(self.weigh(self.give(&sample)).await?);
		let count = (ASKED + needed).min(SUBJECTS_AT_MOST);
		say(&format!("{count} subjects are enrolled"));
		let made: Vec<_> =
			(0..count).map(|it| self.facts.subject(provider(it))).collect::<Result<_>>()?;
		let calls = made.iter().map(|(it, expires, signature)| {
			Call::enrol(it.id, account(&it.pair), self.facts.key, *expires, *signature)
		});
		self.prepare(&self.in_turns(PROVIDERS, calls).await?, PROVIDERS).await?;
		Ok(made.into_iter().map(|(it, ..)| it).collect())
	}

	fn give(&self, subject: &Subject) -> Call {
		subject.give(self.facts.policy)
	}

	/// A call of each of these subjects, with their next nonces.
	async fn of_each<'a>(
		&self,
		subjects: impl Iterator<Item = &'a Subject> + Clone,
		call: impl Fn(&Subject) -> Call,
	) -> Result<Vec<Unsigned<'a>>> {
		let nonces = nonces(self.node(), subjects.clone().map(|it| account(&it.pair))).await?;
		Ok(subjects.zip(nonces).map(|(it, nonce)| (&it.pair, nonce, call(it))).collect())
	}

	/// A record and a grant for each.
	async fn prepare_questions(&self, subjects: &[Subject]) -> Result<Vec<RecordId>> {
		let records: Vec<_> = subjects.iter().map(|_| self.facts.record()).collect();
		let calls = subjects.iter().zip(&records).map(|(it, record)| it.receive(record.clone()));
		self.prepare(&self.in_turns(PROVIDERS, calls).await?, PROVIDERS).await?;
		let grants = self.of_each(subjects.iter(), |it| self.give(it)).await?;
		self.prepare(&grants, subjects.len()).await?;
		Ok(records.into_iter().map(|it| it.0).collect())
	}

	async fn transfers(&self, hot_keys: &[Keypair]) -> Result<Line> {
		let senders = hot_keys.len();
		let needed = self.needed(self.weigh(Call::transfer(account(&hot_keys[0]), LITTLE)).await?);
		let calls = hot_keys.iter().map(|key| Call::transfer(account(key), LITTLE)).cycle();
		let calls = self.in_turns(senders, calls.take(needed)).await?;
		self.load("transfer_keep_alive", 1, &calls, senders, ("Balances", "Transfer")).await
	}

	async fn issues(&self, subjects: &[Subject]) -> Result<Line> {
		let issue = |it: &Subject| it.receive(self.facts.record());
		let needed = self.needed(self.weigh(issue(&subjects[0])).await?);
		let calls = subjects.iter().cycle().take(needed).map(issue);
		let calls = self.in_turns(PROVIDERS, calls).await?;
		self.load("issue", 1, &calls, PROVIDERS, ("Records", "RecordIssued")).await
	}

	async fn batches(&self, subjects: &[Subject]) -> Result<Line> {
		let issue = |it: &Subject| {
			Call::issue_batch(it.id, (0..BATCH).map(|_| self.facts.record()).collect())
		};
		let needed = self.needed(self.weigh(issue(&subjects[0])).await?);
		let calls = subjects.iter().cycle().take(needed).map(issue);
		let calls = self.in_turns(PROVIDERS, calls).await?;
		let event = ("Records", "RecordIssued");
		self.load("issue_batch, its 16 records", BATCH as u64, &calls, PROVIDERS, event).await
	}

	/// Returns those who gave one, too.
	async fn grants<'a>(&self, subjects: &'a [Subject]) -> Result<(Line, Vec<&'a Subject>)> {
		let calls = self.of_each(subjects.iter(), |it| self.give(it)).await?;
		let line = self.load("grant", 1, &calls, subjects.len(), ("Consent", "GrantGiven")).await?;
		let now = nonces(self.node(), subjects.iter().map(|it| account(&it.pair))).await?;
		let given = subjects.iter().zip(&calls).zip(now);
		let given = given.filter(|((_, (_, before, _)), now)| now > before);
		Ok((line, given.map(|((it, _), _)| it).collect()))
	}

	async fn revokes(&self, subjects: &[&Subject]) -> Result<Line> {
		let revoke = |it: &Subject| Call::revoke(it.id, it.grant.grant);
		let calls = self.of_each(subjects.iter().copied(), revoke).await?;
		self.load("revoke", 1, &calls, subjects.len(), ("Consent", "GrantRevoked")).await
	}

	async fn sizes(&self) -> Result<Sizes> {
		say("database and state are measured");
		tokio::time::sleep(FLUSH).await;
		let state = self.node().chain.state().await?;
		Ok(Sizes {
			database: folder_size(&self.options.database)?,
			state: state.iter().map(|(key, value)| (key.len() + value.len()) as u64).sum(),
		})
	}

	/// Records are issued one at a time, then some a second.
	async fn latencies(&self, subjects: &[Subject]) -> Result<(Latency, Latency)> {
		let span = self.options.span;
		let node = self.network.connect(0).await?;
		say("latency, one at a time");
		let signed = self.sign_issues(subjects, span.as_secs()).await?;
		let one = one_by_one(&node, &signed, SLOT, span).await?;
		say(&format!("latency, {LIGHT} a second"));
		let signed = self.sign_issues(subjects, span.as_secs() * u64::from(LIGHT)).await?;
		Ok((one, paced(&node, &signed, LIGHT).await?))
	}

	async fn sign_issues(&self, subjects: &[Subject], count: u64) -> Result<Vec<String>> {
		let calls = subjects.iter().cycle().take(count as usize);
		let calls = calls.map(|it| it.receive(self.facts.record()));
		self.signer.sign_all(&self.in_turns(1, calls).await?)
	}

	async fn verdicts(&self, subjects: &[Subject], records: &[RecordId]) -> Result<Answers> {
		say("verdicts");
		let nodes = try_join_all((0..LANES).map(|_| self.network.connect(0))).await?;
		let questions: Vec<_> = subjects
			.iter()
			.zip(records)
			.map(|(subject, record)| subject.question(*record, self.facts.now))
			.collect();
		ask(&nodes, questions.clone(), QUESTIONS, WARM).await?;
		ask(&nodes, questions, QUESTIONS, self.options.span).await
	}
}
