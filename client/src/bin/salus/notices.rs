//! Notices that something was erased.

use crate::{args::Notice, home::Home, output::Output};
use salus_client::{
	chain::{At, Chain},
	vault::VaultClient,
};
use serde_json::json;

/// The vault of every institution that has one.
async fn all_vaults(chain: &Chain) -> anyhow::Result<Vec<VaultClient>> {
	let mut found = Vec::new();
	for id in chain.institutions(At::Best).await? {
		let Some(institution) = chain.institution(id, At::Best).await? else {
			continue;
		};
		let vault = VaultClient::new(&institution, chain.genesis()).ok();
		found.extend(vault.map(|it| it.with_tls(chain.tls())));
	}
	Ok(found)
}

/// Notices.
pub async fn run(home: &Home, output: &Output, command: Notice) -> anyhow::Result<()> {
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
