//! Correction of a record.

use crate::{args::Rectification, home::Home, output::Output, session::Session, time::utc};
use anyhow::Context;
use salus_client::{
	care,
	chain::{At, Call},
};
use salus_primitives::{RectificationId, RectificationState, RectificationView, SubjectId};
use serde_json::json;
use std::collections::BTreeSet;

/// Rectification.
pub async fn run(home: &Home, output: &Output, command: Rectification) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	let of = |id: RectificationId| json!({ "rectification": id });
	match command {
		Rectification::Request { record } => {
			let (id, at) =
				care::request_rectification(&session.chain, &session.identity()?, record).await?;
			home.add_rectification(id)?;
			output.done(format!("request {id} is open"), at, of(id));
			Ok(())
		},
		Rectification::Answer { id } => {
			let text = "answered: the record was amended";
			session.send(Call::answer_amended(id), text, of(id)).await
		},
		Rectification::Refuse { id, ground } => {
			let text = "refused: the record stays as it is";
			session.send(Call::refuse_rectification(id, ground), text, of(id)).await
		},
		Rectification::Extend { id } => {
			session.send(Call::extend_rectification(id), "extended, once", of(id)).await?;
			show(&session, id).await
		},
		Rectification::Dispute { id } => {
			let text = "the chain notes that the subject disagrees";
			session.send(Call::dispute_rectification(id), text, of(id)).await
		},
		Rectification::Withdraw { id } => {
			let text = "the request is withdrawn";
			session.send(Call::withdraw_rectification(id), text, of(id)).await
		},
		Rectification::Show { id } => show(&session, id).await,
		Rectification::List { subject } => list(&session, subject).await,
	}
}

async fn show(session: &Session<'_>, id: RectificationId) -> anyhow::Result<()> {
	let view = session.chain.rectification(id, At::Best).await?;
	let view = view.with_context(|| format!("the chain knows no rectification {id}"))?;
	session.output.say(line(&view), serde_json::to_value(&view)?);
	Ok(())
}

fn line(view: &RectificationView) -> String {
	let state = match view.state {
		RectificationState::Requested if view.overdue => {
			format!("institution {} is late since {}", view.controller, utc(view.due))
		},
		RectificationState::Requested => {
			format!("institution {} answers by {}", view.controller, utc(view.due))
		},
		RectificationState::Amended { version } => format!("amended in version {version}"),
		RectificationState::Refused(ground) => format!("refused on ground {ground:?}"),
	};
	let disputed = if view.disputed { ", disputed" } else { "" };
	format!("{} of record {}: {state}{disputed}", view.id, view.record)
}

/// Those that were asked for from this home, and the open ones on a subject's records.
async fn list(session: &Session<'_>, subject: Option<SubjectId>) -> anyhow::Result<()> {
	let mut ids: BTreeSet<RectificationId> = BTreeSet::new();
	if subject.is_none() {
		ids.extend(session.home.rectifications()?);
	}
	for record in session.chain.records_of(session.subject(subject)?, At::Best).await? {
		let record = session.chain.record(record, At::Best).await?;
		ids.extend(record.and_then(|it| it.rectification));
	}
	let mut found = Vec::new();
	for id in ids {
		found.extend(session.chain.rectification(id, At::Best).await?);
	}
	let text = match found.is_empty() {
		true => "no request for rectification".into(),
		false => found.iter().map(line).collect::<Vec<_>>().join("\n"),
	};
	session.output.say(text, json!({ "rectifications": found }));
	Ok(())
}
