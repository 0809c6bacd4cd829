//! Looks at the chain as an auditor does: at the raw state.

use crate::{args::Audit, home::Home, output::Output};
use anyhow::Context;
use salus_client::chain::{At, Call, Chain, Until};
use salus_primitives::tombstone_hash;
use serde_json::json;

/// Audit.
pub async fn run(home: &Home, output: &Output, command: Audit) -> anyhow::Result<()> {
	let chain = home.chain().await?;
	match command {
		Audit::State { needle } => {
			let digits = needle.strip_prefix("0x").unwrap_or(&needle);
			let needle = hex::decode(digits).context("expected bytes as hex")?;
			anyhow::ensure!(needle.len() >= 4, "fewer than 4 bytes are found by chance");
			let found = rows_with(&chain, &needle).await?;
			output.say(
				format!("{} of {} rows hold these bytes", found.hits, found.rows),
				json!({ "hits": found.hits, "rows": found.rows, "bytes": found.bytes }),
			);
		},
		Audit::Size { record } => {
			let found = rows_with(&chain, &record.0).await?;
			output.say(
				format!("{} bytes in {} rows", found.bytes, found.hits),
				json!({ "bytes": found.bytes, "rows": found.hits }),
			);
		},
		Audit::Tombstone { record } => {
			let hash = tombstone_hash(&chain.genesis(), record);
			let tombstone = chain.tombstone(hash, At::Finalised).await?;
			let text = match &tombstone {
				Some(it) => format!("{hash}: erased at {} by case {}", it.erased, it.case),
				None => format!("{hash}: no tombstone"),
			};
			output.say(text, json!({ "hash": hash, "tombstone": tombstone }));
		},
		Audit::Remark { nested, text } => {
			let mut call = Call::remark(text.into_bytes());
			if nested {
				call = chain.batch(&[call]).await?;
			}
			let at = chain.submit(&home.identity()?, call, Until::InBlock).await?;
			output.done("the chain took it", at, json!({}));
		},
		Audit::Genesis => {
			output.say(chain.genesis().to_string(), json!({ "genesis": chain.genesis() }));
		},
	}
	Ok(())
}

/// What a walk over the state found.
struct Found {
	/// Rows with the needle in key or value.
	hits: usize,
	/// Bytes of these rows.
	bytes: usize,
	/// All rows.
	rows: usize,
}

async fn rows_with(chain: &Chain, needle: &[u8]) -> anyhow::Result<Found> {
	let mut found = Found { hits: 0, bytes: 0, rows: 0 };
	let holds = |bytes: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
	for (key, value) in chain.state().await? {
		found.rows += 1;
		if holds(&key) || holds(&value) {
			found.hits += 1;
			found.bytes += key.len() + value.len();
		}
	}
	Ok(found)
}
