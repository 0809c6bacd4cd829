//! What custodians pay.

use crate::{args::Penalty, home::Home, output::Output, session::Session, time::utc};
use salus_client::chain::{At, Call};
use salus_primitives::{CaseId, InstitutionId, PenaltyView, RecordId};
use serde_json::json;

/// Penalties.
pub async fn run(home: &Home, output: &Output, command: Penalty) -> anyhow::Result<()> {
	match command {
		Penalty::List => {
			let session = Session::open(home, output).await?;
			let penalties = session.chain.penalties(At::Best).await?;
			let text = match penalties.is_empty() {
				true => "no penalty waits".into(),
				false => penalties.iter().map(line).collect::<Vec<_>>().join("\n"),
			};
			output.say(text, json!({ "penalties": penalties }));
			Ok(())
		},
		Penalty::Fine(slot) => {
			let session = Session::open(home, output).await?;
			let call = Call::fine(slot.case, slot.custodian, slot.version, slot.epoch);
			let text = format!("institution {} is fined; see `salus penalty list`", slot.custodian);
			let value = json!({ "case": slot.case, "custodian": slot.custodian });
			session.send(call, text, value).await
		},
		Penalty::Prove { case, record, custodian } => {
			prove(home, output, case, record, custodian).await
		},
		Penalty::Apply { penalty } => {
			let session = Session::open(home, output).await?;
			let text = format!("penalty {penalty} took effect");
			session.send(Call::apply_penalty(penalty), text, json!({ "penalty": penalty })).await
		},
	}
}

/// The chain says which of the statements gives the lie to a receipt; there is one for each sealing.
async fn prove(
	home: &Home,
	output: &Output,
	case: CaseId,
	record: RecordId,
	custodian: InstitutionId,
) -> anyhow::Result<()> {
	let statements = home.statements().of(record)?;
	let session = Session::open(home, output).await?;
	let mut last = anyhow::anyhow!(
		"institution {custodian} signed nothing about this record that is kept here; use the home \
		 that it served"
	);
	for statement in statements.into_iter().filter(|it| it.served.custodian == custodian) {
		let (served, signature) = statement.into_parts();
		let call = Call::prove_false(case, served, signature);
		let text = format!("institution {custodian} swore falsely; see `salus penalty list`");
		let value = json!({ "case": case, "custodian": custodian, "served": served });
		match session.send(call, text, value).await {
			Ok(()) => return Ok(()),
			Err(error) => last = error,
		}
	}
	Err(last)
}

fn line(it: &PenaltyView) -> String {
	/// Shares are millionths of the bond.
	const PERCENT: u32 = 10_000;
	format!(
		"penalty {}: institution {} pays {} % of its bond at {} (case {})",
		it.id,
		it.custodian,
		f64::from(it.share) / f64::from(PERCENT),
		utc(it.from),
		it.case
	)
}
