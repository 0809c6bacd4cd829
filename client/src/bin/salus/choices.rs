//! What a patient objects to beyond single grants.

use crate::{args::Choice, home::Home, output::Output, session::Session, terms::codes};
use salus_client::chain::Call;
use salus_primitives::Purposes;
use serde_json::json;

/// Choices.
pub async fn run(home: &Home, output: &Output, command: Choice) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	match command {
		Choice::Object { purpose, who } => {
			let (subject, purposes) = (session.subject(who.subject)?, Purposes::of(&purpose));
			let text = format!("objected to {}", codes(purposes));
			let value = json!({ "subject": subject, "purposes": purpose });
			session.send(Call::object(subject, purposes), text, value).await
		},
		Choice::WithdrawObjection { purpose, who } => {
			let (subject, purposes) = (session.subject(who.subject)?, Purposes::of(&purpose));
			let text = format!("no objection to {} any more", codes(purposes));
			let value = json!({ "subject": subject, "purposes": purpose });
			session.send_final(Call::withdraw_objection(subject, purposes), text, value).await
		},
		Choice::OptOut { who } => {
			let subject = session.subject(who.subject)?;
			let text = "opted out of research and other secondary use";
			session.send(Call::opt_out(subject), text, json!({ "subject": subject })).await
		},
		Choice::OptIn { who } => {
			let subject = session.subject(who.subject)?;
			let text = "opted in; grants for secondary use given before stay excluded unless they \
			            rest on consent";
			session.send_final(Call::opt_in(subject), text, json!({ "subject": subject })).await
		},
	}
}
