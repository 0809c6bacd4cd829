//! Erasure.

use crate::{args::Erasure, home::Home, output::Output, session::Session, time::utc};
use salus_client::{
	care,
	chain::{At, Call, OwnCopy},
	vault::now,
};
use salus_primitives::{CaseId, CaseState, CaseView};
use serde_json::json;
use std::time::Duration;

/// Erasure.
pub async fn run(home: &Home, output: &Output, command: Erasure) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	let of = |case: CaseId| json!({ "case": case });
	match command {
		Erasure::Request { record, ground } => {
			let identity = session.identity()?;
			let (case, at) =
				care::request_erasure(&session.chain, &identity, record, ground).await?;
			let text = format!("case {case} is open, the record is restricted");
			output.done(text, at, of(case));
			Ok(())
		},
		Erasure::Withdraw { case } => {
			let call = Call::withdraw_request(case);
			session.send(call, "the request is withdrawn", of(case)).await
		},
		Erasure::Accept { case, keep, keep_until } => {
			let own_copy = match keep.zip(keep_until) {
				Some((ground, until)) => OwnCopy::Kept { ground, until: until.from(now()) },
				None => OwnCopy::Erased,
			};
			let call = Call::accept_erasure_with(case, own_copy);
			let sent = session.send(call, "accepted, cooling begins", of(case)).await;
			explained(&session, case, sent).await
		},
		Erasure::AcceptPartly { case, ground } => {
			let call = Call::accept_erasure_partly(case, ground.ground);
			let text = "accepted for earlier versions, cooling begins";
			let sent = session.send(call, text, of(case)).await;
			explained(&session, case, sent).await
		},
		Erasure::Refuse { case, ground } => {
			let call = Call::refuse_erasure(case, ground.ground);
			let text = format!("refused on ground {:?}", ground.ground);
			session.send(call, text, of(case)).await
		},
		Erasure::Extend { case } => {
			session.send(Call::extend_case(case), "extended, once", of(case)).await?;
			show(&session, case).await
		},
		Erasure::Challenge { case } => {
			let text = "the clock stands still until another institution attests who asks";
			session.send(Call::challenge_identity(case), text, of(case)).await
		},
		Erasure::Attest { case } => {
			session.send(Call::attest_case(case), "attested", of(case)).await
		},
		Erasure::Silence { case } => {
			let text = "the controller stayed silent: accepted, cooling begins";
			let sent = session.send(Call::accept_by_silence(case), text, of(case)).await;
			explained(&session, case, sent).await
		},
		Erasure::Unable { case, version, epoch, reason, until } => {
			let until = until.from(session.chain.moment(At::Best).await?);
			let call = Call::declare_unable(case, version, epoch, reason, until);
			let text = format!("noted: version {version} is erased by {}", utc(until));
			let value = json!({ "case": case, "version": version, "epoch": epoch, "until": until });
			let sent = session.send(call, text, value).await;
			explained(&session, case, sent).await
		},
		Erasure::Retire { record } => {
			let (case, at) = care::retire(&session.chain, &session.identity()?, record).await?;
			output.done(format!("case {case} is open, cooling begins"), at, of(case));
			Ok(())
		},
		Erasure::Overdue => {
			let cases = session.chain.overdue(At::Best).await?;
			let text = match cases.is_empty() {
				true => "nobody is late".into(),
				false => cases.iter().map(line).collect::<Vec<_>>().join("\n"),
			};
			output.say(text, json!({ "cases": cases }));
			Ok(())
		},
		Erasure::ReportOverdue { case } => {
			session.send(Call::report_overdue(case), "the regulators are told", of(case)).await
		},
		Erasure::Show { case } => show(&session, case).await,
		Erasure::Wait { case, timeout } => {
			let timeout = Duration::from_secs(timeout);
			care::wait_for_erasure(&session.chain, case, timeout).await?;
			show(&session, case).await
		},
	}
}

/// A refusal, with where the case stands: the node says only that the call would change nothing.
async fn explained(
	session: &Session<'_>,
	id: CaseId,
	sent: anyhow::Result<()>,
) -> anyhow::Result<()> {
	let Err(error) = sent else { return Ok(()) };
	Err(match session.chain.case(id, At::Best).await? {
		Some(case) => error.context(line(&case)),
		None => error,
	})
}

async fn show(session: &Session<'_>, id: CaseId) -> anyhow::Result<()> {
	let case = care::case(&session.chain, id, At::Best).await?;
	session.output.say(line(&case), serde_json::to_value(&case)?);
	Ok(())
}

fn line(case: &CaseView) -> String {
	let state = match case.state {
		CaseState::Requested => {
			format!("requested, institution {} answers by {}", case.controller, utc(case.due))
		},
		CaseState::IdentityChallenge { until } => {
			format!("who asks is in doubt, the clock stands still until {}", utc(until))
		},
		CaseState::OnHold { until } => format!("a legal hold stops it until {}", utc(until)),
		CaseState::Refused(ground) => format!("refused on ground {ground:?}"),
		CaseState::Cooling { until } => format!("accepted, cooling until {}", utc(until)),
		CaseState::AwaitingReceipts => "custodians erase".into(),
		CaseState::PartlyErased(ground) => {
			format!("earlier versions are erased, the one in force is kept on ground {ground:?}")
		},
		CaseState::ErasedPendingBackups { until } => {
			format!("erased, backups until {}", utc(until))
		},
		CaseState::Erased => "erased".into(),
	};
	let late = if case.overdue { ", OVERDUE" } else { "" };
	let attester =
		if case.needs_attester { ", waits for an institution that attests it" } else { "" };
	format!("case {}: {state}, {} receipts missing{attester}{late}", case.id, case.missing)
}
