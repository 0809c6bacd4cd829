//! Emergency access, and its review.

use crate::{args::Emergency, home::Home, output::Output, session::Session, time::utc};
use salus_client::chain::{At, Call};
use salus_primitives::{EmergencyView, Moment};
use serde_json::json;

/// Emergency access.
pub async fn run(home: &Home, output: &Output, command: Emergency) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	match command {
		// In a block is enough: vaults release on it, because life is at stake.
		Emergency::Open { subject } => {
			let text = format!("the records of {subject} are open to this desk; read for BTG");
			session.send(Call::open_emergency(subject), text, json!({ "subject": subject })).await
		},
		Emergency::Review { subject, desk, finding } => {
			let found = if finding { "justified" } else { "unjustified" };
			let call = Call::review_emergency(subject, desk, finding);
			let value = json!({ "subject": subject, "desk": desk, "justified": finding });
			session.send(call, format!("desk {desk}: {found}"), value).await
		},
		Emergency::List { who } => {
			let subject = session.subject(who.subject)?;
			let all = session.chain.emergencies(subject, At::Best).await?;
			let now = session.chain.moment(At::Best).await?;
			let text = match all.is_empty() {
				true => "no emergency access".into(),
				false => all.iter().map(|it| line(it, now)).collect::<Vec<_>>().join("\n"),
			};
			output.say(text, json!({ "subject": subject, "emergencies": all }));
			Ok(())
		},
	}
}

fn line(it: &EmergencyView, now: Moment) -> String {
	let review = match it.justified {
		Some(true) => "found justified".into(),
		Some(false) => "found UNJUSTIFIED".into(),
		None if it.review_by < now => format!("review overdue since {}", utc(it.review_by)),
		None => format!("to be reviewed by {}", utc(it.review_by)),
	};
	format!("desk {}: opened {}, until {}, {review}", it.desk, utc(it.opened), utc(it.until))
}
