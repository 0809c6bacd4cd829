//! Validators: who makes and finalises blocks.

mod hindrance;
mod words;

use crate::{
	args::Validator,
	home::Home,
	output::Output,
	session::{paper, Session},
	terms::ensure_free,
	time::utc,
};
use anyhow::Context;
use hindrance::{hindrance, Deed};
use salus_client::{
	chain::{At, Call, Chain, ChainError, Included, SessionKeys, Until},
	identity::write_private,
	vault::is_this_machine,
};
use salus_primitives::{Hash32, InstitutionId, SessionView, ValidatorView};
use serde_json::json;
use std::path::Path;
use url::Url;

/// Validators.
pub async fn run(home: &Home, output: &Output, command: Validator) -> anyhow::Result<()> {
	let session = || Session::open(home, output);
	match command {
		Validator::List => list(&session().await?).await,
		Validator::Show { account } => show(&session().await?, account).await,
		Validator::Session => {
			let session = session().await?.chain.session(At::Best).await?;
			output.say(words::session(&session), serde_json::to_value(&session)?);
			Ok(())
		},
		Validator::Seats { institution } => seats(&session().await?, institution).await,
		Validator::Stand { account } => stand(&session().await?, account).await,
		Validator::Keys { account, validator_node, out } => {
			keys(home, output, account, &validator_node, out.as_deref()).await
		},
		Validator::SetKeys { account, keys } => {
			let keys = paper(&keys, "salus validator keys --out")?;
			set_keys(&session().await?, account, &keys).await
		},
		Validator::Leave { account } => leave(&session().await?, account).await,
		Validator::Withdraw { account } => {
			let session = session().await?;
			let call = Call::withdraw_bond(account);
			let at = send(&session, call, Deed::Withdraw, account).await?;
			let text = format!(
				"the institution has the bond of {account} back, and its session keys are gone"
			);
			output.done(text, at, json!({ "validator": account }));
			Ok(())
		},
		Validator::Slashes => slashes(&session().await?).await,
		Validator::ApplySlash { session: of, account } => {
			let session = session().await?;
			let call = Call::apply_slash(of, account);
			let deed = Deed::ApplySlash { session: of };
			let at = send(&session, call, deed, account).await?;
			let left = known(&session.chain, account, At::Block(at.block)).await?;
			let text = words::slashed(account, left.as_ref());
			let value = json!({ "session": of, "validator": account, "left": left });
			output.done(text, at, value);
			Ok(())
		},
	}
}

async fn known(chain: &Chain, account: Hash32, at: At) -> anyhow::Result<Option<ValidatorView>> {
	Ok(chain.validators(at).await?.into_iter().find(|it| it.account == account))
}

async fn list(session: &Session<'_>) -> anyhow::Result<()> {
	let validators = session.chain.validators(At::Best).await?;
	let text = match validators.is_empty() {
		true => "no account is bonded as a validator".into(),
		false => validators.iter().map(words::line).collect::<Vec<_>>().join("\n"),
	};
	session.output.say(text, json!({ "validators": validators }));
	Ok(())
}

async fn show(session: &Session<'_>, account: Hash32) -> anyhow::Result<()> {
	let view = known(&session.chain, account, At::Best).await?;
	let view =
		view.with_context(|| {
			format!("{account} is not bonded as a validator; `salus validator list` lists those that are")
		})?;
	let now = session.chain.session(At::Best).await?;
	let lines = words::lines(&view, &now);
	session.output.say(lines.join("\n"), json!({ "validator": view, "session": now }));
	Ok(())
}

async fn seats(session: &Session<'_>, institution: InstitutionId) -> anyhow::Result<()> {
	let known = session.chain.institution(institution, At::Best).await?;
	known.with_context(|| {
		format!("the chain knows no institution {institution}; `salus institution list` lists all")
	})?;
	let seats = session.chain.seats(institution, At::Best).await?;
	let validators = session.chain.validators(At::Best).await?;
	let theirs: Vec<_> = validators.iter().filter(|it| it.institution == institution).collect();
	let first = format!("institution {institution} may run {seats} validators");
	let lines: Vec<_> =
		std::iter::once(first).chain(theirs.iter().map(|it| words::line(it))).collect();
	let accounts: Vec<_> = theirs.iter().map(|it| it.account).collect();
	let value = json!({ "institution": institution, "seats": seats, "validators": accounts });
	session.output.say(lines.join("\n"), value);
	Ok(())
}

async fn stand(session: &Session<'_>, account: Hash32) -> anyhow::Result<()> {
	let at = send(session, Call::stand(account), Deed::Stand, account).await?;
	let (view, now) = after(session, account, at).await?;
	let from = now.index.saturating_add(2);
	let value = json!({ "validator": account, "session": now.index, "servesFrom": from });
	session.output.done(words::stood(&view, &now), at, value);
	Ok(())
}

/// How a validator is after a block, and the session of that block.
async fn after(
	session: &Session<'_>,
	account: Hash32,
	at: Included,
) -> anyhow::Result<(ValidatorView, SessionView)> {
	let at = At::Block(at.block);
	let view = known(&session.chain, account, at).await?;
	let view = view.with_context(|| format!("{account} is not bonded any more"))?;
	Ok((view, session.chain.session(at).await?))
}

/// Asks the validator's own node for keys, and names them to the chain or writes them to a file.
async fn keys(
	home: &Home,
	output: &Output,
	account: Hash32,
	node: &str,
	out: Option<&Path>,
) -> anyhow::Result<()> {
	ensure_local(node)?;
	if let Some(out) = out {
		ensure_free(out)?;
		let keys = made_by(&Chain::connect(node).await?, account).await?;
		write_private(out, &serde_json::to_vec_pretty(&keys)?)
			.with_context(|| format!("cannot write {}", out.display()))?;
		let text = format!(
			"keys and proof are in {}; with the institution's identity: `salus validator set-keys \
			 {account} --keys {0}`",
			out.display()
		);
		output.say(text, serde_json::to_value(&keys)?);
		return Ok(());
	}
	let session = Session::open(home, output).await?;
	// The node keeps all keys that it ever made: better none that cannot be used.
	if let Some(why) = why_not(&session, Deed::SetKeys, account).await? {
		anyhow::bail!("{why}");
	}
	let own = Chain::connect(node).await?;
	anyhow::ensure!(
		own.genesis() == session.chain.genesis(),
		"the nodes at {node} and at --node are of different chains; name two of the same"
	);
	let keys = made_by(&own, account).await?;
	set_keys(&session, account, &keys).await
}

/// Secret keys never travel, and neither does the question for them.
fn ensure_local(node: &str) -> anyhow::Result<()> {
	let url = Url::parse(node).ok().filter(|it| matches!(it.scheme(), "ws" | "wss"));
	let url = url.context("expected a WebSocket such as ws://127.0.0.1:9944")?;
	let host = url.host_str().unwrap_or_default();
	anyhow::ensure!(
		is_this_machine(host),
		"{host} is not this machine: a node makes session keys for its own machine only. Run `salus \
		 validator keys --out FILE` there, and `salus validator set-keys --keys FILE` here"
	);
	Ok(())
}

async fn made_by(node: &Chain, account: Hash32) -> anyhow::Result<SessionKeys> {
	node.make_session_keys(account).await.map_err(|error| {
		match error {
		ChainError::Refused(_) => anyhow::Error::from(error).context(
			"the node makes no session keys for who asks here; ask at a port that only this machine \
			 reaches, of a node that runs without `--rpc-methods safe`",
		),
		error => error.into(),
	}
	})
}

async fn set_keys(
	session: &Session<'_>,
	account: Hash32,
	keys: &SessionKeys,
) -> anyhow::Result<()> {
	let call = Call::set_keys(account, keys);
	let at = send(session, call, Deed::SetKeys, account).await?;
	let (_, now) = after(session, account, at).await?;
	let from = now.index.saturating_add(2);
	let text = format!(
		"{account} has new session keys; they count from session {from} on, about {}. Let the node \
		 run that has the old ones until then",
		utc(now.begins(from))
	);
	let value = json!({
		"validator": account,
		"keys": keys,
		"session": now.index,
		"countFrom": from,
		"mayBeReplacedFrom": now.index.saturating_add(now.rotation),
	});
	session.output.done(text, at, value);
	Ok(())
}

async fn leave(session: &Session<'_>, account: Hash32) -> anyhow::Result<()> {
	let call = Call::leave_election(account);
	let at = send(session, call, Deed::Leave, account).await?;
	let (view, now) = after(session, account, at).await?;
	let others = session.chain.validators(At::Block(at.block)).await?;
	let others = words::may_serve(&others, account, &now);
	let value = json!({
		"validator": account,
		"session": now.index,
		"serves": view.active || view.queued,
		"gone": words::gone(&view, &now),
		"floor": now.floor,
		"others": others,
	});
	session.output.done(words::left(&view, &now, others), at, value);
	Ok(())
}

async fn slashes(session: &Session<'_>) -> anyhow::Result<()> {
	let slashes = session.chain.slashes(At::Best).await?;
	let now = session.chain.moment(At::Best).await?;
	let text = match slashes.is_empty() {
		true => "no slash waits".into(),
		false => slashes.iter().map(|it| words::slash(it, now)).collect::<Vec<_>>().join("\n"),
	};
	session.output.say(text, json!({ "slashes": slashes }));
	Ok(())
}

/// Sends a call about a validator. If the node refuses it, says why: the node itself says only that
/// the call would change nothing.
///
/// Waits until it is in a block, not until it is final: where too many validators are gone others take
/// their place, and that must not wait for them.
async fn send(
	session: &Session<'_>,
	call: Call,
	deed: Deed,
	account: Hash32,
) -> anyhow::Result<Included> {
	match session.chain.submit(&session.identity()?, call, Until::InBlock).await {
		Err(error @ ChainError::Invalid(_)) => Err(match why_not(session, deed, account).await? {
			Some(why) => anyhow::anyhow!(why),
			None if deed == Deed::SetKeys => anyhow::Error::from(error).context(
				"the proof is not by these keys over this account, or they are a validator's already: \
				 make new ones with `salus validator keys`",
			),
			None => error.into(),
		}),
		sent => Ok(sent?),
	}
}

/// What stands in the way, as far as the best block shows it.
async fn why_not(
	session: &Session<'_>,
	deed: Deed,
	account: Hash32,
) -> anyhow::Result<Option<String>> {
	let chain = &session.chain;
	let own = chain.institution_of(session.identity()?.account(), At::Best).await?;
	let own = match own {
		Some(id) => chain.institution(id, At::Best).await?,
		None => None,
	};
	let acts_for = chain.institution_of(account, At::Best).await?;
	let seats = match &own {
		Some(own) => chain.seats(own.id, At::Best).await?,
		None => 0,
	};
	Ok(hindrance(
		deed,
		account,
		&hindrance::Known {
			own,
			acts_for,
			seats,
			validators: chain.validators(At::Best).await?,
			slashes: chain.slashes(At::Best).await?,
			session: chain.session(At::Best).await?,
			now: chain.moment(At::Best).await?,
		},
	))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn only_this_machine_is_asked_for_keys() {
		for node in
			["ws://127.0.0.1:9944", "ws://localhost:1", "ws://[::1]:9944", "wss://127.1.2.3"]
		{
			ensure_local(node).unwrap();
		}
		for node in
			["ws://10.0.0.1:9944", "ws://node.example", "ws://127.0.0.1.example", "ws://[::2]"]
		{
			let error = ensure_local(node).unwrap_err().to_string();
			assert!(error.contains("--out FILE"), "{node}: {error}");
		}
		for node in ["", "127.0.0.1:9944", "http://127.0.0.1:9944", "ws:"] {
			let error = ensure_local(node).unwrap_err().to_string();
			assert!(error.contains("ws://127.0.0.1:9944"), "{node}: {error}");
		}
	}
}
