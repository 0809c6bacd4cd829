//! Erasure and its notices.

use crate::{
	args::{Erasure, Notice},
	home::Home,
	output::Output,
};
use anyhow::Context;
use rand::{rand_core::UnwrapErr, rngs::SysRng, Rng};
use salus_client::{
	chain::{At, Call, Chain, Until},
	vault::VaultClient,
};
use salus_primitives::{case_id, CaseId, CaseState, CaseView, ErasureGround, RefusalGround};
use serde_json::json;
use std::time::{Duration, Instant};

/// Erasure.
pub async fn run(home: &Home, output: &Output, command: Erasure) -> anyhow::Result<()> {
	let chain = home.chain().await?;
	match command {
		Erasure::Request { record } => {
			let mut salt = [0; 16];
			UnwrapErr(SysRng).fill_bytes(&mut salt);
			let case = case_id(record, &salt);
			let call = Call::request_erasure(record, salt, ErasureGround::ConsentWithdrawn);
			let at = chain.submit(&home.identity()?, call, Until::InBlock).await?;
			let text = format!("case {case} is open, the record is restricted");
			output.done(text, at, json!({ "case": case }));
		},
		Erasure::Withdraw { case } => {
			let call = Call::withdraw_request(case);
			let at = chain.submit(&home.identity()?, call, Until::InBlock).await?;
			output.done("the request is withdrawn", at, json!({ "case": case }));
		},
		Erasure::Accept { case } => {
			let call = Call::accept_erasure(case);
			let at = chain.submit(&home.identity()?, call, Until::InBlock).await?;
			output.done("accepted, cooling begins", at, json!({ "case": case }));
		},
		Erasure::Refuse { case } => {
			let call = Call::refuse_erasure(case, RefusalGround::LegalObligation);
			let at = chain.submit(&home.identity()?, call, Until::InBlock).await?;
			output.done("refused: the law requires keeping", at, json!({ "case": case }));
		},
		Erasure::Show { case } => show(&chain, output, case).await?,
		Erasure::Wait { case, timeout } => {
			wait(&chain, case, Duration::from_secs(timeout)).await?;
			show(&chain, output, case).await?;
		},
	}
	Ok(())
}

async fn case(chain: &Chain, id: CaseId, at: At) -> anyhow::Result<CaseView> {
	let case = chain.case(id, at).await?;
	case.with_context(|| format!("the chain knows no case {id}"))
}

async fn show(chain: &Chain, output: &Output, id: CaseId) -> anyhow::Result<()> {
	let case = case(chain, id, At::Best).await?;
	let state = match case.state {
		CaseState::Requested => "requested, waits for the controller".into(),
		CaseState::Refused(ground) => format!("refused on ground {ground:?}"),
		CaseState::Cooling { until } => format!("accepted, cooling until {until}"),
		CaseState::AwaitingReceipts => "custodians erase".into(),
		CaseState::ErasedPendingBackups { until } => format!("erased, backups until {until}"),
		CaseState::Erased => "erased".into(),
	};
	let text = format!("case {id}: {state}, {} receipts missing", case.missing);
	output.say(text, serde_json::to_value(&case)?);
	Ok(())
}

/// Waits until the record is gone and every receipt is in.
async fn wait(chain: &Chain, id: CaseId, timeout: Duration) -> anyhow::Result<()> {
	let start = Instant::now();
	loop {
		let case = case(chain, id, At::Finalised).await?;
		let erased =
			matches!(case.state, CaseState::Erased | CaseState::ErasedPendingBackups { .. });
		if erased && case.missing == 0 {
			return Ok(());
		}
		anyhow::ensure!(
			start.elapsed() < timeout,
			"after {} s the case stands at {:?} with {} receipts missing; are the vaults up?",
			timeout.as_secs(),
			case.state,
			case.missing
		);
		tokio::time::sleep(Duration::from_millis(500)).await;
	}
}

/// The vault of every institution that has one.
async fn all_vaults(chain: &Chain) -> anyhow::Result<Vec<VaultClient>> {
	let mut found = Vec::new();
	for id in chain.institutions(At::Best).await? {
		let Some(institution) = chain.institution(id, At::Best).await? else {
			continue;
		};
		found.extend(VaultClient::new(&institution, chain.genesis()).ok());
	}
	Ok(found)
}

/// Notices.
pub async fn notices(home: &Home, output: &Output, command: Notice) -> anyhow::Result<()> {
	let (chain, identity) = (home.chain().await?, home.identity()?);
	let mut problems = Vec::new();
	for vault in all_vaults(&chain).await? {
		let found = match vault.notices(&identity).await {
			Ok(found) => found,
			Err(error) => {
				problems.push(error.to_string());
				continue;
			},
		};
		for notice in found {
			let acknowledged = matches!(command, Notice::Acknowledge);
			if acknowledged {
				vault.acknowledge(&identity, notice.id).await?;
			}
			let custodian = vault.custodian();
			let what = if acknowledged { "acknowledged" } else { "erase your copy of" };
			output.say(
				format!(
					"vault {custodian}: {what} record {} (case {})",
					notice.record, notice.case
				),
				json!({ "custodian": custodian, "notice": notice, "acknowledged": acknowledged }),
			);
		}
	}
	anyhow::ensure!(problems.is_empty(), "not all custodians answered: {}", problems.join("; "));
	Ok(())
}
