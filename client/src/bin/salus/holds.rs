//! Legal holds.

use crate::{args::Hold, home::Home, output::Output, session::Session, time::utc};
use salus_client::{
	chain::{At, Call},
	vault::now,
};
use salus_primitives::{RecordId, SubjectId};
use serde_json::json;

/// Holds.
pub async fn run(home: &Home, output: &Output, command: Hold) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	match command {
		Hold::Place { record, basis, until } => {
			let until = until.from(now());
			let call = Call::place_hold(record, basis, until);
			let text = format!("{record} is not erased until {}", utc(until));
			session.send(call, text, json!({ "record": record, "until": until })).await
		},
		Hold::Lift { record } => {
			let text = format!("the hold on {record} is lifted");
			session.send(Call::lift_hold(record), text, json!({ "record": record })).await
		},
		Hold::Drop { record, authority } => {
			let value = json!({ "record": record, "authority": authority });
			session.send(Call::drop_hold(record, authority), "cleared away", value).await
		},
		Hold::List { record: Some(record), .. } => {
			session.record(record).await?;
			list(&session, vec![record]).await
		},
		Hold::List { record: None, subject } => list(&session, of(&session, subject).await?).await,
	}
}

async fn of(session: &Session<'_>, subject: Option<SubjectId>) -> anyhow::Result<Vec<RecordId>> {
	Ok(session.chain.records_of(session.subject(subject)?, At::Best).await?)
}

async fn list(session: &Session<'_>, records: Vec<RecordId>) -> anyhow::Result<()> {
	let (mut lines, mut found) = (Vec::new(), Vec::new());
	for id in records {
		let record = session.chain.record(id, At::Best).await?;
		for hold in record.into_iter().flat_map(|it| it.holds) {
			let (by, until) = (hold.authority, utc(hold.until));
			lines.push(format!("{id}: institution {by}, {:?}, until {until}", hold.basis));
			found.push(json!({ "record": id, "hold": hold }));
		}
	}
	let text = if lines.is_empty() { "no hold".into() } else { lines.join("\n") };
	session.output.say(text, json!({ "holds": found }));
	Ok(())
}
