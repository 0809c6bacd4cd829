//! What removes what is known of a subject, and clearing away what is over.

use crate::{args::Prune, home::Home, output::Output, session::Session, time::utc};
use salus_client::chain::{At, Call};
use salus_primitives::{DeletionStep, SubjectId};
use serde_json::json;

/// The deletion plan of a subject, as commands.
pub async fn show(session: &Session<'_>, subject: SubjectId) -> anyhow::Result<()> {
	let plan = session.chain.deletion_plan(subject, At::Best).await?;
	let lines: Vec<_> = plan.iter().map(|step| line(subject, step)).collect();
	let text = match lines.is_empty() {
		true => format!("nothing is known of subject {subject}"),
		false => lines.join("\n"),
	};
	session.output.say(text, json!({ "subject": subject, "plan": plan }));
	Ok(())
}

fn line(subject: SubjectId, step: &DeletionStep) -> String {
	match step {
		DeletionStep::RequestErasure(record) => format!("salus erasure request {record}"),
		DeletionStep::AwaitCase(case) => format!("salus erasure wait {case}"),
		DeletionStep::DeclineRequest(request) => format!("salus request decline {request}"),
		DeletionStep::RevokeAll => "salus grant revoke --all".into(),
		DeletionStep::PruneGrant { grant, from } => {
			format!("salus prune grant {subject} {grant}   (anybody, from {})", utc(*from))
		},
		DeletionStep::PruneEmergency { desk, from } => {
			format!("salus prune emergency {subject} {desk}   (anybody, from {})", utc(*from))
		},
		DeletionStep::Close => "salus subject close".into(),
	}
}

/// Clears away what is over.
pub async fn prune(home: &Home, output: &Output, command: Prune) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	let (call, value) = match command {
		Prune::Grant { subject, grant } => {
			(Call::prune_grant(subject, grant), json!({ "grant": grant }))
		},
		Prune::Emergency { subject, desk } => {
			(Call::prune_emergency(subject, desk), json!({ "desk": desk }))
		},
		Prune::Anchor { custodian, day } => {
			(Call::prune_anchor(custodian, day), json!({ "custodian": custodian, "day": day }))
		},
		Prune::Case { case } => (Call::prune_case(case), json!({ "case": case })),
		Prune::Rectification { id } => {
			(Call::prune_rectification(id), json!({ "rectification": id }))
		},
	};
	session.send(call, "cleared away", value).await
}
