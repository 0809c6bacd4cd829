//! Chambers of institutions, one vote each.

use crate::{args::Chambers, codes, home::Home, output::Output, session::Session, time::utc};
use salus_client::chain::{At, Call};
use salus_primitives::{ChamberView, MemberView};
use serde_json::json;

/// Chambers.
pub async fn run(home: &Home, output: &Output, command: Chambers) -> anyhow::Result<()> {
	let session = Session::open(home, output).await?;
	match command {
		Chambers::List => {
			let chambers = session.chain.chambers(At::Best).await?;
			let lines: Vec<_> = chambers.iter().flat_map(lines).collect();
			output.say(lines.join("\n"), json!({ "chambers": chambers }));
			Ok(())
		},
		Chambers::Join { chamber } => {
			let text = format!(
				"seated among {}; you vote on motions proposed from now on",
				codes::word(chamber)
			);
			session.send(Call::join_chamber(chamber), text, json!({ "chamber": chamber })).await
		},
		Chambers::Leave => {
			session.send(Call::leave_chamber(), "the seat is given up", json!({})).await
		},
		Chambers::Expel { institution } => {
			let text = format!("institution {institution} has no seat any more");
			let value = json!({ "institution": institution });
			session.send(Call::expel(institution), text, value).await
		},
	}
}

fn lines(chamber: &ChamberView) -> Vec<String> {
	let name = codes::word(chamber.chamber);
	let votes = chamber.members.iter().filter(|it| it.may_vote).count();
	let first = format!("{name}: {votes} votes");
	std::iter::once(first).chain(chamber.members.iter().map(member)).collect()
}

fn member(it: &MemberView) -> String {
	let vote = if it.may_vote { "" } else { ", has no vote now" };
	match it.since {
		0 => format!("  institution {} from the beginning{vote}", it.institution),
		since => format!("  institution {} since {}{vote}", it.institution, utc(since)),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use salus_primitives::{Chamber, InstitutionId};

	#[test]
	fn a_chamber_shows_whose_vote_counts() {
		let member =
			|id, since, may_vote| MemberView { institution: InstitutionId(id), since, may_vote };
		let members = vec![member(1, 0, true), member(4, 86_400_000, false)];
		let view = ChamberView { chamber: Chamber::Patients, members };
		assert_eq!(
			lines(&view),
			[
				"patients: 1 votes",
				"  institution 1 from the beginning",
				"  institution 4 since 1970-01-02 00:00:00 UTC, has no vote now",
			]
		);
	}
}
