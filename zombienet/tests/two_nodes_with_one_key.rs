//! A validator runs twice with the same keys, as after a careless move to another machine.

use anyhow::{ensure, Context};
use salus_zombienet::{drill, network::FOUR, spec, state, within, Network, Person, Spec, SOON};
use serde_json::{json, Value};
use std::time::Duration;

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn two_nodes_with_one_key() {
	drill("two nodes with one key", Duration::from_secs(3_600), |report| {
		let mut network = Network::start(&Spec::local()?, &FOUR, &["--always-author"])?;
		network.finality_goes_on(&[0, 1, 2, 3], 2, SOON)?;
		let dave = spec::account("dave")?;
		network.add("double", &["--dave", "--validator", "--always-author"])?;
		within("the offence is on record", SOON, || {
			Ok(!state::rows(&network.nodes[0], "Stake", "Offences")?.is_empty())
		})?;
		report.proved("the others saw it and reported it");
		let position = state::validators(&network.nodes[0], None)?;
		let position = position.iter().position(|it| *it == dave).context("dave serves")? as u32;
		within("dave is disabled", SOON, || {
			Ok(state::disabled(&network.nodes[0])?.contains(&position))
		})?;
		report.proved("it is disabled: both of its nodes make no more blocks");
		// Whichever comes first: a validator that is disabled makes no more blocks.
		let mut times = 0;
		for (what, log) in
			[("two blocks of a slot", "is equivocating at slot"), ("two votes", "Detected prevote")]
		{
			let lines = network.nodes[0].said(log)?;
			times += lines.len();
			report.note(format!("alice noticed {what} {} times", lines.len()));
		}
		ensure!(times > 0, "alice noticed nothing");

		network.finality_goes_on(&[0, 1, 2], 5, SOON)?;
		report.proved("blocks and finality go on with the three others");
		let slashes = network.nodes[0].ask("salus_slashes", json!([]))?;
		let slash = slashes[0].clone();
		ensure!(slash["validator"] == json!(dave), "the slash is another's: {slashes}");
		ensure!(slash["share"] == json!(50_000), "not five per cent: {slashes}");
		let hospital = Person::institution(network.folder(), "//Alice")?;
		let apply = ["validator", "apply-slash", &slash["session"].to_string(), &dave];
		let early = hospital.salus(&network.nodes[0], &apply);
		ensure!(early.is_err(), "a slash that may be contested was carried out: {early:?}");
		within("the slash is due", SOON, || {
			hospital.salus(&network.nodes[0], &apply).map(|_| true)
		})?;
		let rows = network.nodes[0].ask("salus_validators", json!([]))?;
		let rows = rows.as_array().context("a list of validators")?;
		let row = rows.iter().find(|it| it["account"] == json!(dave)).context("dave is bonded")?;
		let planck = |bond: &Value| -> anyhow::Result<u128> {
			let text = bond.as_str().map_or_else(|| bond.to_string(), Into::into);
			Ok(text.parse()?)
		};
		let (left, full) = (planck(&row["bond"])?, planck(&row["fullBond"])?);
		ensure!(left == full / 20 * 19, "{left} of {full} is left");
		report.proved(format!(
			"five per cent of its bond are burned when due: {left} of {full} left"
		));
		network.common_final(&[0, 1, 2])?;
		report.proved("and all agree on what is final");
		Ok(())
	});
}
