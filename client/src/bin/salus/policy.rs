//! The parameters in force.

use crate::{
	home::Home,
	output::Output,
	session::Session,
	time::{span, utc},
};
use salus_client::chain::At;
use salus_primitives::{Policy, Rights};

/// Shows them.
pub async fn show(home: &Home, output: &Output) -> anyhow::Result<()> {
	let policy = Session::open(home, output).await?.chain.policy(At::Best).await?;
	output.say(lines(&policy).join("\n"), serde_json::to_value(policy)?);
	Ok(())
}

fn lines(policy: &Policy) -> Vec<String> {
	let Policy { version, reconsent, parties, consent, erasure, eu, us, .. } = policy;
	let mut lines = vec![format!("policy {version}")];
	if let Some(it) = reconsent {
		let (before, from) = (it.before, utc(it.from));
		lines.push(format!("grants under a policy before {before} are given anew by {from}"));
	}
	lines.push(format!("grants: at most {}", span(consent.grant_at_most)));
	lines.push(format!("requests for access: open for {}", span(consent.request_open)));
	lines.push(format!("ended grants: provable for {}", span(consent.history)));
	lines.push(format!(
		"emergency access: {}, reviewed within {}, {} a day for each desk",
		span(consent.emergency),
		span(consent.review_within),
		consent.emergencies_a_day
	));
	lines.push(format!(
		"guardians: at most {}; recovery: {} to veto",
		span(parties.guardian_at_most),
		span(parties.recovery_delay)
	));
	lines.push(format!(
		"erasure: {} of cooling, receipts within {}, {} before asking again",
		span(erasure.cooling),
		span(erasure.receipts_within),
		span(erasure.pause)
	));
	lines.push(format!("holds: at most {}", span(erasure.hold_at_most)));
	lines.push(rights("EU", eu));
	lines.push(rights("US", us));
	lines
}

fn rights(law: &str, rights: &Rights) -> String {
	let erasure = match rights.erasure {
		true => format!("erasure answered within {}", span(rights.erasure_within)),
		false => "no right to erasure".into(),
	};
	format!("{law}: {erasure}, rectification within {}", span(rights.rectification_within))
}
