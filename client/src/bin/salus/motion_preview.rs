//! What a motion would do, in words.

use crate::{
	codes,
	output::printable,
	parameters::{self, differences, Difference},
	session::Session,
	time::utc,
};
use salus_client::chain::{Admission, At, Proposal, Proposed};
use salus_primitives::{
	words, Adoption, Bounds, Country, Hash32, Policy, PolicyBookView, PolicyEntryView, Purposes,
	Reconsent, Suites,
};
use serde_json::{json, Value};

/// What a motion would do.
pub struct Preview {
	/// What is wrong with it, the name of the call, and a line for each part of it.
	pub lines: Vec<String>,
	/// For programs.
	pub json: Value,
}

impl Preview {
	/// Reads the call of a motion, and looks up what it would change.
	pub async fn of(session: &Session<'_>, call: &[u8]) -> anyhow::Result<Self> {
		let chain = &session.chain;
		let proposed = chain.decode(call).await?;
		let (mut warning, mut changes) = (None, Vec::new());
		let words = match &proposed.proposal {
			Some(Proposal::Adopt { adoption }) => {
				let book = chain.policy_book(At::Best).await?;
				let history = chain.policy_history(At::Best).await?;
				warning = not_on_the_newest(&adoption.policy, &book);
				let old = predecessor(&adoption.policy, &book, &history);
				changes = differences(old, &adoption.policy);
				adopted(adoption, old, &book.bounds)
			},
			Some(Proposal::Change { institution, admission }) => {
				let known = chain.institution(*institution, At::Best).await?;
				let known = known.map(|it| Admission {
					roles: it.roles,
					accredited_until: it.accredited_until,
					control_group: it.control_group,
					country: it.country,
					jurisdiction: it.jurisdiction,
				});
				let mut lines = vec![format!("change institution {institution}")];
				lines.extend(changed(known, admission));
				lines
			},
			Some(proposal) => words(proposal),
			None => unknown(&proposed),
		};
		Ok(Self::new(&proposed, warning, words, &changes))
	}

	fn new(
		proposed: &Proposed,
		warning: Option<String>,
		words: Vec<String>,
		changes: &[Difference],
	) -> Self {
		let changes: Vec<_> = changes.iter().map(Difference::json).collect();
		let mut json = json!({ "call": proposed.name, "words": words, "changes": changes });
		if let Some(warning) = &warning {
			json["warning"] = json!(warning);
		}
		let name = format!("calls {}", proposed.name);
		let words = words.into_iter().map(|line| format!("  {line}"));
		let all = warning.into_iter().chain([name]).chain(words);
		// A part that breaks the line could pass for another part.
		Self { lines: all.map(|line| printable(&line)).collect(), json }
	}
}

/// What to know first of a policy that the chain would not take now.
fn not_on_the_newest(new: &Policy, book: &PolicyBookView) -> Option<String> {
	let newest = book.pending.as_ref().unwrap_or(&book.entry).policy.version;
	let unless = match new.version.checked_sub(1) {
		Some(before) if before == newest => return None,
		Some(before) if before > newest => {
			format!("policy {before} is the newest by then; policy {newest} is now")
		},
		_ => format!(
			"a policy {} is due again, which never happens: policy {newest} is there already",
			new.version
		),
	};
	Some(format!("NOT made on the newest policy: cannot be carried out unless {unless}"))
}

/// The policy that a new one takes the place of.
fn predecessor<'a>(
	new: &Policy,
	book: &'a PolicyBookView,
	history: &'a [PolicyEntryView],
) -> &'a Policy {
	let known = history.iter().find(|it| it.version.checked_add(1) == Some(new.version));
	&known.or(book.pending.as_ref()).unwrap_or(&book.entry).policy
}

/// A policy: what changes and how far it might, what is asked anew, and when.
fn adopted(adoption: &Adoption, old: &Policy, bounds: &Bounds) -> Vec<String> {
	let new = &adoption.policy;
	let languages: Vec<String> = adoption.languages.clone().into();
	let mut lines = vec![format!(
		"adopt policy {} in the place of {}, in force from {}",
		new.version,
		old.version,
		utc(adoption.in_force)
	)];
	let changed = differences(old, new);
	if changed.is_empty() {
		lines.push("no parameter changes".into());
	}
	let ranges = bounds.least.parameters().into_iter().zip(bounds.most.parameters());
	let range = |name: &str| {
		let found = ranges.clone().find(|(least, _)| least.name == name);
		found.map(|(least, most)| parameters::range(least.unit, least.value, most.value))
	};
	for it in &changed {
		let range = range(it.name).map(|it| format!(" (may be {it})"));
		lines.push(format!("{}{}", it.line(), range.unwrap_or_default()));
	}
	if let Err(beyond) = bounds.check(new) {
		lines.push(format!("the chain will refuse it: {beyond}"));
	}
	if old.widens_secondary_use(new) {
		lines.push("widens secondary use: the patients' chamber may stop it".into());
	}
	lines.extend(asked(old, new));
	lines.push(format!("the text is there in {}", languages.join(", ")));
	lines
}

/// Who is asked for new consent, and who no longer is.
fn asked(old: &Policy, new: &Policy) -> Vec<String> {
	let ends = |it: Reconsent| {
		format!(
			"grants given under a policy before {} end at {} for {}, unless the person grants it \
			 again",
			it.before,
			utc(it.from),
			parameters::purposes(it.widened)
		)
	};
	if old.reconsent == new.reconsent {
		let still = |it| format!("asks nobody anew, and still asks as before: {}", ends(it));
		return vec![new.reconsent.map_or("asks nobody anew".into(), still)];
	}
	let no_longer = old.reconsent.map(|it| {
		format!(
			"no longer asks for new consent to {}, as policy {} does of grants given under a policy \
			 before {}, from {}",
			parameters::purposes(it.widened),
			old.version,
			it.before,
			utc(it.from)
		)
	});
	let anew = new.reconsent.map(|it| format!("asks anew: {}", ends(it)));
	no_longer.into_iter().chain(anew).collect()
}

/// All that is said of an institution from then on, with what was said before where that differs: a
/// motion sets every part, and what is the same today may differ when it is carried out.
fn changed(known: Option<Admission>, new: &Admission) -> Vec<String> {
	let Some(old) = known else {
		let mut lines = vec!["the chain knows no such institution now".into()];
		lines.extend(admitted(new));
		return lines;
	};
	let pairs = admitted(&old).into_iter().zip(admitted(new));
	let line = |(old, new): (String, String)| match old.split_once(": ") {
		Some((_, before)) if old != new => format!("{new} (now {before})"),
		_ => new,
	};
	pairs.map(line).collect()
}

/// What is said of an institution.
fn admitted(it: &Admission) -> Vec<String> {
	vec![
		format!("roles: {}", codes::roles(it.roles)),
		format!("accredited until: {}", utc(it.accredited_until)),
		format!("control group: {}", it.control_group),
		format!("country: {}", country(it.country)),
		format!("law: {}", codes::word(it.jurisdiction)),
	]
}

/// A code of ISO 3166-1; what is none comes from a motion that nobody checked, and is shown as hex.
fn country(code: Country) -> String {
	match std::str::from_utf8(&code) {
		Ok(text) if code.iter().all(u8::is_ascii_uppercase) => text.into(),
		_ => format!("0x{}, which is no country", hex::encode(code)),
	}
}

/// What needs nothing but itself to be understood.
fn words(proposal: &Proposal) -> Vec<String> {
	vec![match proposal {
		Proposal::Admit { account, admission, receipt_key, units } => {
			let mut lines = vec![format!("admit an institution with account {account}")];
			lines.extend(admitted(admission));
			lines.extend(receipt_key.map(|key| format!("signs receipts with {key}")));
			lines.push(format!("gets {}", words::amount(*units)));
			return lines;
		},
		Proposal::Change { institution, admission } => {
			let mut lines = vec![format!("change institution {institution}")];
			lines.extend(admitted(admission));
			return lines;
		},
		Proposal::Adopt { adoption } => format!("adopt policy {}", adoption.policy.version),
		Proposal::Suspend { institution } => {
			format!("stop institution {institution} at once, for a while")
		},
		Proposal::SuspendForGood { institution } => {
			format!("stop institution {institution} until it is reinstated")
		},
		Proposal::Reinstate { institution } => format!("let institution {institution} act again"),
		Proposal::Remove { institution, successor: Some(successor) } => {
			format!("send institution {institution} away; institution {successor} answers for it")
		},
		Proposal::Remove { institution, successor: None } => {
			format!("send institution {institution} away; it answers for itself")
		},
		Proposal::Allot { institution, units } => {
			format!("give institution {institution} {}", words::amount(*units))
		},
		Proposal::GrantSeats { institution, seats } => {
			format!("institution {institution} may run {seats} validators in all")
		},
		Proposal::CancelPenalty { penalty } => format!("spare penalty {penalty}"),
		Proposal::CancelSlash { session, validator } => {
			format!("spare validator {validator} what its offence in session {session} would cost")
		},
		Proposal::PruneCase { case } => {
			format!("clear away erasure case {case}, which is over, and what custodians still owe in it")
		},
		Proposal::Restrict { purposes, suites } => restricted(*purposes, *suites),
		Proposal::Lift {} => "end the restriction that an emergency set".into(),
		Proposal::AuthorizeUpgrade { code_hash } if *code_hash == Hash32::default() => {
			"take back code that was authorised and that nobody has applied".into()
		},
		Proposal::AuthorizeUpgrade { code_hash } => format!(
			"let anybody put the code with BLAKE2b-256 {code_hash} in the place of the chain's; \
			 compare with `b2sum -l 256`"
		),
		Proposal::NoteStalled { delay, best_finalized_block_number } => format!(
			"start finality anew after block {best_finalized_block_number}, {delay} blocks later"
		),
	}]
}

fn restricted(purposes: Purposes, suites: Suites) -> String {
	let mut parts = Vec::new();
	if purposes.0 != 0 {
		parts.push(format!("grants for {}", parameters::purposes(purposes)));
	}
	if suites.0 != 0 {
		parts.push(format!("new keys of {}", parameters::suites(suites)));
	}
	format!("forbid at once, for a while: {}", parts.join(" and "))
}

/// What this client does not know is shown as it is.
fn unknown(proposed: &Proposed) -> Vec<String> {
	vec![
		"this client does not know what that does: use the one that belongs to the chain".into(),
		format!("arguments: 0x{}", hex::encode(&proposed.arguments)),
	]
}

#[cfg(test)]
mod tests;
