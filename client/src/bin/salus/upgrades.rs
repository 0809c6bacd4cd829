//! The code of the chain.

use crate::{args::Upgrade, home::Home, output::Output, papers};
use salus_client::chain::{At, Included};
use serde_json::json;

/// Upgrades. No identity is needed.
pub async fn run(home: &Home, output: &Output, command: Upgrade) -> anyhow::Result<()> {
	match command {
		Upgrade::Show => {
			let chain = home.chain().await?;
			let version = chain.spec_version(At::Best).await?;
			let authorised = chain.authorised_upgrade().await?;
			let text = match authorised {
				Some(hash) => format!("version {version}; a motion authorised code {hash}"),
				None => format!("version {version}; no motion authorised other code"),
			};
			output.say(text, json!({ "specVersion": version, "authorised": authorised }));
		},
		Upgrade::Apply { file } => {
			let code = papers::read(&file)?;
			let hash = papers::hash(&code);
			let chain = home.chain().await?;
			match chain.authorised_upgrade().await? {
				Some(authorised) => anyhow::ensure!(
					authorised == hash,
					"{} is NOT the code that was voted: it has hash {hash}, not {authorised}",
					file.display()
				),
				None => anyhow::bail!(
					"no motion authorised any code: propose it with `salus motion propose upgrade`, \
					 and carry that out first"
				),
			}
			let done = chain.apply_upgrade(code).await?;
			let at = Included { block: done.block, number: done.number, took_effect: true };
			let text = format!("version {} took the place of {}", done.to, done.from);
			let value = json!({ "specVersion": done.to, "before": done.from, "code": hash });
			output.done(text, at, value);
		},
	}
	Ok(())
}
