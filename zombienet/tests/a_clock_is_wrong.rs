//! One of four has a wrong clock.

use anyhow::ensure;
use salus_zombienet::{clock, drill, load, network::FOUR, Network, Person, Spec, SLOT, SOON};
use std::{collections::BTreeMap, time::Duration};

/// Log lines of a node by their text, without time, numbers and hashes.
fn kinds(lines: &[String]) -> Vec<(usize, String)> {
	let mut kinds = BTreeMap::<String, (usize, String)>::new();
	for line in lines {
		let text: String = line.chars().skip(19).filter(|it| it.is_alphabetic()).collect();
		let short: String = text.chars().take(40).collect();
		kinds.entry(short).or_insert((0, line.clone())).0 += 1;
	}
	let mut kinds: Vec<_> = kinds.into_values().collect();
	kinds.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
	kinds
}

#[test]
#[ignore = "takes minutes: scripts/drills"]
fn a_clock_is_wrong() {
	drill("a clock is wrong", Duration::from_secs(3_600), |report| {
		if !clock::available() {
			report.skipped("needs the package faketime");
			return Ok(());
		}
		let mut network = Network::start(&Spec::local()?, &FOUR, &["--always-author"])?;
		network.finality_goes_on(&[0, 1, 2, 3], 2, SOON)?;
		let folder = network.folder().to_path_buf();
		let clinic = Person::institution(&folder, "//Bob")?;
		for seconds in ["+2", "+30", "-30"] {
			network.nodes[3].kill()?;
			network.nodes[3].start.before = clock::off_by(seconds);
			let quiet: Vec<_> = network
				.nodes
				.iter()
				.map(|node| Ok(node.said("")?.len()))
				.collect::<anyhow::Result<_>>()?;
			network.nodes[3].restart()?;
			network.nodes[3].wait()?;
			let sent = load::enrol(&folder, &clinic, 2, seconds, &network.nodes[0].url())?;
			load::wait(&network, &[0, 1, 2], &sent, SOON)?;
			network.finality_goes_on(&[0, 1, 2], 8, SOON)?;
			network.common_final(&[0, 1, 2])?;
			let behind = network.nodes[0]
				.finalised()?
				.number
				.saturating_sub(network.nodes[3].finalised()?.number);
			report.proved(format!(
				"{seconds} s: the three others make blocks and finalise; it is {behind} blocks behind"
			));
			for (node, before) in network.nodes.iter().zip(quiet) {
				let lines: Vec<_> = node.said("")?.split_off(before);
				let bad = |line: &String| {
					["💔", "too far in the future"].iter().any(|it| line.contains(it))
				};
				let lines: Vec<_> = lines.into_iter().filter(bad).collect();
				for (count, line) in kinds(&lines).into_iter().take(4) {
					report.note(format!("{} {seconds} ({count} times): {line}", node.name()));
				}
			}
		}
		network.nodes[3].kill()?;
		network.nodes[3].start.before.clear();
		network.nodes[3].restart()?;
		network.nodes[3].wait()?;
		let block = network.nodes[0].best()?;
		let took = network.is_final(&[0, 1, 2, 3], &block, SOON)?;
		ensure!(took < SLOT * 40, "{took:?} until the clock's owner finalises");
		report.proved("with a right clock it finalises with the others");
		Ok(())
	});
}
