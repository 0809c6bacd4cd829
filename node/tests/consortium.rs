//! A consortium is founded: from its file and from keys made on four machines to final blocks.

#![allow(clippy::unwrap_used)]

use std::{
	fs::{self, File, Permissions},
	net::TcpListener,
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
	process::{Child, Command, Output, Stdio},
	time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// For whatever must happen but may be slow on a busy machine.
const SOON: Duration = Duration::from_secs(300);
/// The chain of the ceremony.
const ID: &str = "salus_founded";

fn salus_node(arguments: &[&str]) -> Output {
	Command::new(env!("CARGO_BIN_EXE_salus-node")).args(arguments).output().unwrap()
}

fn path(it: &Path) -> &str {
	it.to_str().unwrap()
}

fn text(bytes: Vec<u8>) -> String {
	String::from_utf8(bytes).unwrap()
}

/// What it prints when it succeeds.
fn succeeds(arguments: &[&str]) -> (String, String) {
	let output = salus_node(arguments);
	let (out, err) = (text(output.stdout), text(output.stderr));
	assert!(output.status.success(), "{arguments:?}: {err}");
	(out, err)
}

/// What it says when it refuses.
fn refuses(arguments: &[&str]) -> String {
	let output = salus_node(arguments);
	assert_eq!(output.status.code(), Some(1), "{arguments:?} is not refused");
	text(output.stderr)
}

fn example() -> String {
	let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../zombienet/consortium.toml");
	fs::read_to_string(file).unwrap()
}

/// A line of a summary.
fn told(summary: &str, name: &str) -> String {
	let line = summary.lines().find_map(|it| it.strip_prefix(name));
	line.unwrap_or_else(|| panic!("no {name} in {summary}")).trim().into()
}

/// The hash of a text as a summary has it.
fn hash_of(text: &str) -> String {
	use polkadot_sdk::sp_runtime::traits::{BlakeTwo256, Hash};
	format!("{:?} (BLAKE2b-256)", BlakeTwo256::hash(text.as_bytes()))
}

#[test]
fn the_same_file_gives_the_same_chain_byte_for_byte() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("consortium.toml");
	fs::write(&file, example()).unwrap();
	let (first, summary) = succeeds(&["chain-spec", "--from", path(&file), "--raw"]);
	let output = folder.path().join("raw.json");
	let again = ["chain-spec", "--from", path(&file), "--raw", "--output", path(&output)];
	assert_eq!(succeeds(&again), (String::new(), summary.clone()));
	assert_eq!(fs::read_to_string(&output).unwrap(), first);
	assert_eq!(told(&summary, "chain "), "Salus Example (salus_example)");
	assert_eq!(told(&summary, "validators "), "4, never fewer than 4; sessions of 1200 slots");
	assert_eq!(told(&summary, "institutions "), "13");
	assert!(
		summary.contains("offences can be reported for 7 days, bonds stay 14 days"),
		"{summary}"
	);
	assert_eq!(told(&summary, "deviations "), "from production, which is in brackets");
	for deviation in [
		"tracks.upgrade.majority 75 (66)",
		"erasure.cooling 2d (3d)",
		"consent.emergency 2h (4h)",
		"bonds.validator 20000 UNIT (10000 UNIT)",
	] {
		assert!(summary.lines().any(|it| it.trim() == deviation), "no {deviation} in {summary}");
	}
	assert_eq!(told(&summary, "specification "), hash_of(&first));

	// What is made from the plain form is the same chain.
	let plain = folder.path().join("plain.json");
	let (json, plain_summary) = succeeds(&["chain-spec", "--from", path(&file)]);
	assert_eq!(told(&plain_summary, "specification "), hash_of(&json));
	let same = |it: &str| {
		let lines = it.lines().filter(|line| !line.starts_with("specification"));
		lines.collect::<Vec<_>>().join("\n")
	};
	assert_eq!(same(&plain_summary), same(&summary));
	fs::write(&plain, &json).unwrap();
	let exported = succeeds(&["export-chain-spec", "--chain", path(&plain), "--raw"]).0;
	assert_eq!(exported, first);
	let json: serde_json::Value = serde_json::from_str(&json).unwrap();
	let patch = &json["genesis"]["runtimeGenesis"]["patch"];
	assert_eq!(json["chainType"], "Live");
	assert_eq!(json["bootNodes"].as_array().unwrap().len(), 1);
	assert_eq!(patch["policy"]["policy"]["erasure"]["cooling"], 48 * 60 * 60 * 1000);
	assert_eq!(patch["stake"]["bond"], 20_000_000_000_000_000_u64);
	assert_eq!(patch["chambers"]["rules"]["upgrade"]["majority"], 75);
	assert_eq!(patch["registry"]["institutions"].as_array().unwrap().len(), 13);

	// And another file another one.
	let other = example().replace("majority = 75", "majority = 74");
	fs::write(&file, other).unwrap();
	let (_, other) = succeeds(&["chain-spec", "--from", path(&file), "--raw"]);
	assert_ne!(told(&other, "genesis hash"), told(&summary, "genesis hash"));
	assert_ne!(told(&other, "file "), told(&summary, "file "));
}

/// An institution of its own that can be appended to the example.
const MORE: &str = "
[[institution]]
id = 99
account = \"//More\"
roles = [\"provider\"]
accredited-until = 2099-12-31
control-group = 99
country = \"AT\"
jurisdiction = \"eu\"
";

/// One mistake each: what is replaced in the example (the first time it stands there), by what, and
/// what is said of it.
#[rustfmt::skip]
const MISTAKES: &[(&str, &str, &str)] = &[
	("id = \"salus_example\"", "id = \"Salus Example\"", ":6: id: expected salus_ and then lower-case letters, digits or _, such as salus_austria"),
	("id = \"salus_example\"", "id = \"salus_dev\"", ":6: id: salus_dev is the id of the chain that everybody has; choose another one"),
	("name = \"Salus Example\"\n", "", ":1: name is missing: what people call the chain, such as \"Salus Austria\""),
	("slots = 1_200", "slots = 9", ":10: [session]: slots: expected a whole number from 10 to 28800"),
	("slots = 1_200", "solts = 1_200", ":10: [session]: there is no key solts: did you mean slots?"),
	("floor = 4", "floor = 3", ":11: [session]: floor: expected a whole number from 4 to 100"),
	("floor = 4", "floor = 5", ":11: floor 5 is more than the 4 validators that there are: lower it or add some"),
	("endowment = 1_000_000", "endowment = 10_000", ":14: institution 1 has to bond 20000 UNIT and cannot with an endowment of 10000 UNIT: raise the endowment, or lower bonds.custodian or bonds.validator in [policy]"),
	("[units]", "[unit]", ":13: there is no key unit: did you mean units?"),
	("id = 1\n", "id = 1\nname = \"St. Mary's\"\n", ":19: institution 1: there is no key name: names are not on chain; write it as a comment, after a #"),
	("account = \"//Alice\"", "account = \"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQX\"", ":19: institution 1: account: \"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQX\" is no address: write one in SS58 format 42; it begins with a 5 and has 48 letters and digits, so was one mistyped? Or write 0x and 64 hexadecimal digits"),
	("account = \"//Alice\"", "account = \"15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5\"", "is an address in another chain's format; the same account is 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY here"),
	("roles = [\"provider\", \"validator\"]", "roles = [\"providor\", \"validator\"]", ":20: institution 1: roles: \"providor\" is not known: did you mean provider? There are provider, custodian, validator,"),
	("roles = [\"provider\", \"validator\"]", "roles = []", ":20: institution 1: roles: name one role at least"),
	("roles = [\"provider\", \"validator\"]", "roles = [\"provider\"]", ":20: institution 1 has a validator but not the role \"validator\": add the role"),
	("accredited-until = 2099-12-31", "accredited-until = 2026-01-31", ":21: the accreditation of institution 1 is over: give a day to come"),
	("accredited-until = 2099-12-31", "accredited-until = \"2099-12-31\"", ":21: institution 1: accredited-until: expected a date without quotation marks, such as 2030-12-31"),
	("country = \"AT\"", "country = \"Austria\"", ":23: institution 1: country: expected two capital letters of ISO 3166-1, such as \"AT\""),
	("jurisdiction = \"eu\"", "jurisdiction = \"uk\"", ":24: institution 1: jurisdiction: \"uk\" is not known: did you mean us? There are eu, us"),
	("chamber = \"providers\"", "chamber = \"payers\"", ":25: institution 1 sits in the chamber of payers and has not the role \"payer\" that opens it: add the role or choose another chamber"),
	("chamber = \"providers\"", "seats = 0", ":25: institution 1 has 1 validators and 0 seats: raise seats, or leave validators out"),
	("chamber = \"providers\"", "receipt-key = \"//R\"", ":25: institution 1 has a receipt-key but not the role \"custodian\": add the role or leave it out"),
	("12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp", "", ":33: institution 1, validator: peer: "),
	("/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp", "", ":33: institution 1, validator: peer: Peer id is missing from the address: write it as /dns/HOST/tcp/30333/p2p/PEER, with the peer id that `salus-node key ceremony` prints"),
	("grandpa = \"//Alice\"", "grandpa = \"0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ef\"", ":27: the validator of institution 1 has no proof that it holds its keys: copy the whole block that `salus-node key ceremony` printed for this account"),
	("babe = \"//Alice\"\n", "", ":27: institution 1, validator: babe is missing: what `salus-node key ceremony` prints on the validator's machine"),
	("authority-discovery = \"//Alice\"", "authority-discovery = \"//Alice\"\nproof = \"0x00\"", ":32: the validator of institution 1: the proof is not one of these keys for this account: copy the whole block that `salus-node key ceremony` printed for this account"),
	("id = 2\n", "id = 1\n", ":37: id 1 is taken in line 18: give each institution its own"),
	("account = \"//Bob\"", "account = \"//Alice\"", ":38: this account acts for another institution (line 19): name another one"),
	("babe = \"//Bob\"", "babe = \"//Alice\"", ":46: its babe key is that of the validator in line 27: no two validators have the same: run `salus-node key ceremony` on each"),
	("control-group = 2\n", "control-group = 1\n", ":46: control group 1 has 2 of 4 validators: at most 1 of them may be under one control; leave some out or add others"),
	("control-group = 2\n", "control-group = 1\n", ":1: the validators are of 3 control groups: nobody may stop the chain alone, so have at least 4 groups"),
	("control-group = 2\n", "control-group = 1\n", ":44: control group 1 has a seat already (line 25): those under one control have one voice"),
	("receipt-key = \"//Charlie//stash\"\n", "", ":53: institution 3 has the role \"custodian\" but no receipt-key: give the public key with which its vault signs"),
	("endpoint = \"http://127.0.0.1:9701\"", "endpoint = \"vault.example\"", ":61: institution 3: endpoint: expected an address such as \"https://vault.hospital.example\""),
	("receipt-key = \"//Dave//stash\"", "receipt-key = \"//Charlie//stash\"", "this receipt-key is that of line 62: each vault has its own"),
	("control-group = 5\n", "control-group = 4\n", ":1: there are custodians of 2 control groups: records are shared among several that nobody controls together, so name at least 3 in 3 groups"),
	("chamber = \"researchers\"", "chambre = \"researchers\"", "institution 6: there is no key chambre: did you mean chamber?"),
	("chamber = \"regulators\"", "", ":1: track policy needs 4 chambers, and 3 have two members or more: seat two in each of 4, so that none of them is the voice of one institution"),
	("\"erasure.cooling\" = \"48h\"", "\"erasure.colling\" = \"48h\"", "[policy]: there is no parameter erasure.colling: did you mean erasure.cooling?"),
	("\"erasure.cooling\" = \"48h\"", "\"erasure.cooling\" = \"31d\"", "[policy]: erasure.cooling: is out of bounds: give from 0s to 30d"),
	("\"erasure.cooling\" = \"48h\"", "erasure.cooling = 48", "[policy]: erasure.cooling: expected a time such as \"90s\", \"10m\", \"72h\" or \"20d\""),
	("\"erasure.cooling\" = \"48h\"", "eu.erasure = false", "[policy]: eu.erasure: is out of bounds: it is always true"),
	("\"bonds.validator\" = \"20000 UNIT\"", "\"bonds.validator\" = 20000", "[policy]: bonds.validator: expected units such as \"500 UNIT\" or \"0.5 UNIT\""),
	("majority = 75", "majority = 100", "[tracks.upgrade]: majority: expected a whole number from 50 to 99"),
	("majority = 75", "delay = \"0s\"", "[tracks.upgrade]: without a delay there is no time to stop anything; give a delay or veto = \"none\""),
	("majority = 75", "chambers = 5", "track upgrade needs 5 chambers, and 4 have two members or more: seat two in each of 5, so that none of them is the voice of one institution"),
	("majority = 75", "chambers = 1\nalways = \"researchers\"", ":191: track upgrade needs one chamber, and in that of researchers one institution sits alone: seat a second one there, or raise chambers in [tracks.upgrade]"),
	("majority = 75", "chambers = 1\nalways = \"none\"", ":191: track upgrade needs one chamber, and in that of researchers one institution sits alone: seat a second one there, or raise chambers in [tracks.upgrade]"),
	("\"erasure.cooling\" = \"48h\"", "\"parties.suspension\" = \"17d\"", ":186: parties.suspension is 17d, and the motion of track membership that would confirm it takes 17d (deciding and delay): raise parties.suspension, or lower deciding or delay in [tracks.membership]"),
	("[tracks.upgrade]\nmajority = 75", "[tracks.policy]\ndelay = \"62d\"", ":191: parties.restriction is 90d, and the motion of track policy that would confirm it takes 90d (deciding and delay): raise parties.restriction, or lower deciding or delay in [tracks.policy]"),
	("majority = 75", "majority = = 75", "this is not TOML"),
	("test-keys = true", "test-keys = false", ":19: institution 1: account: the development keys are open to everybody; make keys of your own (or, for a rehearsal, write test-keys = true at the top)"),
	("test-keys = true", "test-keys = false", "institution 3: endpoint: vaults answer to the world by https:// only"),
];

#[test]
fn each_mistake_is_told_with_its_line_and_a_cure() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("consortium.toml");
	let example = example();
	let mut missing = Vec::new();
	for (from, to, expected) in MISTAKES {
		assert!(example.contains(from), "{from} is not in the example");
		fs::write(&file, example.replacen(from, to, 1)).unwrap();
		let said = refuses(&["chain-spec", "--from", path(&file)]);
		let place = format!("{}:", path(&file));
		assert!(said.lines().all(|line| line.starts_with(&place)), "{said}");
		if !said.lines().any(|line| line.contains(expected)) {
			missing.push(format!("{from} -> {to}: no {expected} in\n{said}"));
		}
	}
	assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn one_institution_does_not_read_what_is_meant_for_another() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("consortium.toml");
	let key = format!("jurisdiction = \"eu\"\nencryption-key = \"0x{}\"\n", "11".repeat(32));
	fs::write(&file, example().replacen("jurisdiction = \"eu\"\n", &key, 2)).unwrap();
	let said = refuses(&["chain-spec", "--from", path(&file)]);
	assert!(said.contains("this encryption-key is that of line 25"), "{said}");
	assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("consortium.toml");
	let wrong = example()
		.replacen("floor = 4", "floor = 5", 1)
		.replacen("country = \"AT\"", "country = \"at\"", 1)
		.replacen("receipt-key = \"//Eve//stash\"\n", "", 1);
	fs::write(&file, wrong).unwrap();
	let said = refuses(&["chain-spec", "--from", path(&file), "--raw"]);
	assert_eq!(said.lines().count(), 3, "{said}");

	let desks = (0..8).map(|it| {
		MORE.replace("99\n", &format!("{}\n", 20 + it))
			.replace("//More", &format!("//More{it}"))
			.replace("provider", "emergency-desk")
	});
	fs::write(&file, example() + &desks.collect::<String>()).unwrap();
	let said = refuses(&["chain-spec", "--from", path(&file)]);
	assert!(said.contains("institution 27 is one emergency-desk too many: a chain has at most 8"));

	fs::write(&file, "").unwrap();
	let said = refuses(&["chain-spec", "--from", path(&file)]);
	for expected in
		["name is missing", "id is missing", "[session] is missing", "[units] is missing"]
	{
		assert!(said.contains(expected), "{said}");
	}
	let nowhere = folder.path().join("nowhere.toml");
	let said = refuses(&["chain-spec", "--from", path(&nowhere)]);
	assert!(said.starts_with("cannot read "), "{said}");
}

/// What only a rehearsal may have: what is replaced in the file of a real one, by what, and what is
/// said of it.
#[rustfmt::skip]
const REHEARSALS: &[(&str, &str, &str)] = &[
	("slots = 600", "slots = 599", ":5: sessions of 599 slots: give from 600 to 3600 slots, which sets for how long offences can be reported and bonds stay"),
	("slots = 600", "slots = 3_601", ":5: sessions of 3601 slots: give from 600 to 3600 slots"),
	("accredited-until = 2099-12-31", "accredited-until = SOON", ":15: the accreditation of institution 1 ends within a year: give a day that is further away"),
	("\n[units]", "[tracks.membership]\nchambers = 2\n[units]", ":7: track membership needs 2 chambers: give chambers = 3 or more"),
	("\n[units]", "[tracks.emergency]\nchambers = 2\n[units]", ":7: track emergency needs 2 chambers: give chambers = 3 or more"),
	("\n[units]", "[tracks.policy]\nchambers = 3\n[units]", ":7: track policy needs 3 chambers: give chambers = 4 or more"),
	("\n[units]", "[tracks.upgrade]\nchambers = 3\n[units]", ":7: track upgrade needs 3 chambers: give chambers = 4 or more"),
	("\n[units]", "[tracks.emergency]\nquorum = 33\n[units]", ":7: track emergency has a quorum of 33: give 34 or more"),
	("\n[units]", "[tracks.upgrade]\nearly = true\n[units]", ":7: track upgrade closes early, before all have heard of a motion: only emergencies may; write early = false"),
	("\n[units]", "[tracks.policy]\ndeciding = \"23h\"\n[units]", ":7: motions of track policy are decided after 23h: give deciding of a day or more"),
	("\n[units]", "[tracks.emergency]\nlapses = \"23h\"\n[units]", ":7: what track emergency approves lapses after 23h: give lapses of a day or more, or it is never carried out"),
	("\n[units]", "[tracks.upgrade]\ndeciding = \"91d\"\n[units]", ":7: track upgrade takes too long: give deciding and delay of 90d at most"),
	("\n[units]", "[tracks.membership]\ndelay = \"91d\"\n[units]", ":7: track membership takes too long: give deciding and delay of 90d at most"),
];

#[test]
fn what_only_a_rehearsal_may_have_is_refused_of_a_chain_with_real_data() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("consortium.toml");
	let real = founded(&[]);
	let said_of = |text: &str| {
		fs::write(&file, text).unwrap();
		refuses(&["chain-spec", "--from", path(&file)])
	};
	// It lacks its validators, and nothing else.
	let cure = "(or, for a rehearsal, write test-keys = true at the top)";
	let said = said_of(&real);
	assert!(said.contains("there are 0 validators") && !said.contains(cure), "{said}");
	for (from, to, expected) in REHEARSALS {
		assert!(real.contains(from), "{from} is not in the file");
		let wrong = real.replacen(from, &to.replace("SOON", &soon()), 1);
		let said = said_of(&wrong);
		let line = said.lines().find(|line| line.contains(expected));
		let line = line.unwrap_or_else(|| panic!("{from} -> {to}: no {expected} in\n{said}"));
		assert!(line.ends_with(cure), "{line}");
		let said = said_of(&format!("test-keys = true\n{wrong}"));
		assert!(!said.contains(cure), "{from} -> {to}: {said}");
	}
}

/// A date that is to come, and less than a year away.
fn soon() -> String {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as u64;
	let half_a_year = 183 * 24 * 60 * 60 * 1000;
	let now = salus_primitives::year_of(since);
	match salus_primitives::year_of(since + half_a_year) {
		later if later > now => format!("{later}-01-15"),
		_ => format!("{now}-07-15"),
	}
}

/// What a node leaves behind must not be mistaken for a fresh machine.
#[test]
fn keys_of_a_chain_that_has_run_are_for_no_other_chain() {
	let folder = tempfile::tempdir().unwrap();
	let machine = Machine::new(folder.path(), "machine", account(50));
	let address = machine.address();
	let database = machine.folder.join("chains").join(ID).join("paritydb");
	fs::create_dir_all(database.join("full")).unwrap();
	let said = refuses(&machine.ceremony(&address));
	assert!(said.contains(path(&database)), "{said}");
	assert!(said.contains("count as voting twice"), "{said}");
	assert!(said.contains("Choose a new --chain-id, or make new keys with --renew"), "{said}");
	assert!(files(&machine.folder).is_empty(), "keys were made all the same");
	succeeds(&[&machine.ceremony(&address)[..], &["--renew"]].concat());
	fs::remove_dir_all(&database).unwrap();
	let said = refuses(&machine.ceremony(&address));
	assert!(said.contains("never for a chain that is founded again"), "{said}");
}

#[test]
fn folders_of_keys_are_closed_to_others() {
	let folder = tempfile::tempdir().unwrap();
	let machine = Machine::new(folder.path(), "machine", account(50));
	let address = machine.address();
	let (_, said) = succeeds(&machine.ceremony(&address));
	assert!(!said.contains("warning"), "{said}");
	let chain = machine.folder.join("chains").join(ID);
	for it in [machine.folder.clone(), chain.clone(), chain.join("keystore"), chain.join("network")]
	{
		assert_eq!(fs::metadata(&it).unwrap().permissions().mode() & 0o777, 0o700, "{it:?}");
	}
	let open = Machine::new(folder.path(), "open", account(51));
	fs::create_dir(&open.folder).unwrap();
	fs::set_permissions(&open.folder, Permissions::from_mode(0o755)).unwrap();
	let (_, said) = succeeds(&open.ceremony(&address));
	let cure = format!("is open to others (mode 0755); close it: chmod 700 {}", path(&open.folder));
	assert!(said.contains(&cure), "{said}");
	assert_eq!(said.matches("warning").count(), 1, "{said}");
}

#[test]
fn the_address_of_a_peer_has_no_peer_id_yet() {
	let folder = tempfile::tempdir().unwrap();
	let machine = Machine::new(folder.path(), "machine", account(50));
	let peer = "/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
	let address = machine.address() + peer;
	let output = salus_node(&machine.ceremony(&address));
	let said = text(output.stderr);
	assert!(!output.status.success() && !machine.folder.exists());
	assert!(said.contains("it has a peer id already: write it as /dns/HOST/tcp/30333"), "{said}");
	let output = salus_node(&machine.ceremony("node.example:30333"));
	let said = text(output.stderr);
	assert!(!output.status.success() && said.contains("write it as /dns/HOST/tcp/30333"), "{said}");
}

#[test]
fn a_specification_that_does_more_than_was_agreed_is_refused() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("consortium.toml");
	let chain = folder.path().join("chain.json");
	fs::write(&file, example()).unwrap();
	succeeds(&["chain-spec", "--from", path(&file), "--raw", "--output", path(&chain)]);
	let agreed: serde_json::Value =
		serde_json::from_str(&fs::read_to_string(&chain).unwrap()).unwrap();
	let check = ["key", "check", "--base-path", path(folder.path()), "--chain", path(&chain)];
	// The machine holds no keys; that is said of the agreed one.
	assert!(refuses(&check).starts_with("no: there is no "));
	let more = [
		("codeSubstitutes", serde_json::json!({ "5": "0x00" }), "run other code than the one"),
		("badBlocks", serde_json::json!(["0x00"]), "refuse blocks"),
		("forkBlocks", serde_json::json!([[1, "0x00"]]), "follow other blocks"),
		("telemetryEndpoints", serde_json::json!([["/dns/a.example", 0]]), "tell strangers"),
	];
	for (key, value, does) in more {
		let mut spec = agreed.clone();
		spec[key] = value;
		fs::write(&chain, spec.to_string()).unwrap();
		let said = refuses(&check);
		assert!(said.contains(&format!("has {key}, with which a node would {does}")), "{said}");
		for nothing in [serde_json::json!(null), serde_json::json!([]), serde_json::json!({})] {
			spec[key] = nothing;
			fs::write(&chain, spec.to_string()).unwrap();
			let said = refuses(&check);
			assert!(!said.contains("with which a node would"), "{said}");
		}
	}
	fs::write(&chain, "{").unwrap();
	assert!(refuses(&check).contains("is no specification"));
}

/// A validator's machine.
struct Machine {
	folder: PathBuf,
	port: u16,
	account: String,
}

impl Machine {
	fn new(all: &Path, name: &str, account: String) -> Self {
		Self { folder: all.join(name), port: free_port(), account }
	}

	fn ceremony<'a>(&'a self, address: &'a str) -> Vec<&'a str> {
		let place = ["key", "ceremony", "--base-path", path(&self.folder), "--chain-id", ID];
		let who = ["--account", &self.account, "--peer-address", address];
		[&place[..], &who[..]].concat()
	}

	fn address(&self) -> String {
		format!("/ip4/127.0.0.1/tcp/{}", self.port)
	}

	fn start(&self, chain: &Path, reserved: &[String], log: &Path) -> Running {
		let log = File::create(log).unwrap();
		let rpc = free_port().to_string();
		let process = Command::new(env!("CARGO_BIN_EXE_salus-node"))
			.args(["--chain", path(chain), "--base-path", path(&self.folder), "--validator"])
			.args(["--reserved-only", "--no-mdns", "--no-prometheus", "--always-author"])
			.args(["--rpc-port", &rpc])
			.arg("--listen-addr")
			.arg(self.address())
			.arg("--reserved-nodes")
			.args(reserved)
			.stdin(Stdio::null())
			.stdout(log.try_clone().unwrap())
			.stderr(log)
			.spawn()
			.unwrap();
		Running(process)
	}
}

/// A process that dies with this value.
struct Running(Child);

impl Drop for Running {
	fn drop(&mut self) {
		let _ = self.0.kill();
		let _ = self.0.wait();
	}
}

/// A free port. Another process might take it before the node does; then the node says so.
fn free_port() -> u16 {
	TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// An account whose secret nobody has: any 32 bytes are one.
fn account(of: u8) -> String {
	use polkadot_sdk::sp_core::crypto::Ss58Codec;
	salus_runtime::AccountId::from([of; 32]).to_ss58check()
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
	let all = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
	all.flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).collect()
}

/// The file of a consortium without a well-known key, with these validators' blocks.
fn founded(blocks: &[String]) -> String {
	let mut file = format!(
		"name = \"Founded\"\nid = \"{ID}\"\n\n[session]\nslots = 600\nfloor = 4\n\n[units]\nendowment \
		 = 100_000\n"
	);
	let chambers = ["provider", "payer", "patient-advocate", "regulator"];
	for id in 1..=8_u8 {
		let kind = chambers[usize::from(id - 1) / 2];
		let chamber = match kind {
			"patient-advocate" => "patients".into(),
			kind => format!("{kind}s"),
		};
		let mut roles = vec![kind];
		let vault = match id {
			1..=3 => {
				roles.push("custodian");
				let key = account(100 + id);
				format!("endpoint = \"https://vault{id}.example\"\nreceipt-key = \"{key}\"\n")
			},
			_ => String::new(),
		};
		let block = blocks.get(usize::from(id) - 1);
		if block.is_some() {
			roles.push("validator");
		}
		let block = block.cloned().unwrap_or_default();
		file += &format!(
			"\n[[institution]]\nid = {id}\naccount = \"{}\"\nroles = {roles:?}\naccredited-until = \
			 2099-12-31\ncontrol-group = {id}\ncountry = \"AT\"\njurisdiction = \"eu\"\nchamber = \
			 \"{chamber}\"\n{vault}\n{block}",
			account(id)
		);
	}
	file
}

/// The last finalised block that a log speaks of.
fn finalised(log: &Path) -> u32 {
	let log = fs::read_to_string(log).unwrap();
	let numbers = log.split("finalized #").skip(1);
	let number = numbers.last().and_then(|it| it.split(' ').next()?.parse().ok());
	number.unwrap_or(0)
}

#[test]
fn four_machines_make_their_keys_and_found_a_chain() {
	let folder = tempfile::tempdir().unwrap();
	let all = folder.path();
	let machines: Vec<_> =
		(1..=4).map(|it| Machine::new(all, &format!("machine{it}"), account(50 + it))).collect();

	// Each makes its keys, readable to it alone, and shows what is public of them.
	let mut blocks = Vec::new();
	for machine in &machines {
		let address = machine.address();
		let (block, said) = succeeds(&machine.ceremony(&address));
		let secrets = files(&machine.folder);
		assert_eq!(secrets.len(), 4, "{secrets:?}");
		for file in secrets {
			assert_eq!(
				fs::metadata(&file).unwrap().permissions().mode() & 0o777,
				0o600,
				"{file:?}"
			);
			let secret = fs::read(&file).unwrap();
			let secret = String::from_utf8(secret).unwrap_or_default();
			let secret = secret.trim_matches('"');
			assert!(secret.is_empty() || !block.contains(secret) && !said.contains(secret));
		}
		let again = refuses(&machine.ceremony(&address));
		assert!(again.contains("or make new ones beside them with --renew"), "{again}");
		blocks.push(block);
	}

	// Somebody puts a block of another account into the file.
	let file = all.join("consortium.toml");
	let stolen = blocks[0].replace(&account(51), &account(77));
	let wrong = [stolen, blocks[1].clone(), blocks[2].clone(), blocks[3].clone()];
	fs::write(&file, founded(&wrong)).unwrap();
	let said = refuses(&["chain-spec", "--from", path(&file), "--raw"]);
	assert!(said.contains("the proof is not one of these keys for this account"), "{said}");

	// And then the right ones. Everybody makes the chain, and sees its keys in it.
	let chain = all.join("chain.json");
	fs::write(&file, founded(&blocks)).unwrap();
	let make = ["chain-spec", "--from", path(&file), "--raw", "--output", path(&chain)];
	let summary = succeeds(&make).1;
	let hash = told(&summary, "genesis hash");
	let specification = told(&summary, "specification ");
	assert_eq!(told(&summary, "deviations "), "none from production");
	assert!(summary.contains("reported for 3.5 days, bonds stay 7 days"), "{summary}");
	let check = |it: &Machine| {
		let check = ["key", "check", "--base-path", path(&it.folder), "--chain", path(&chain)];
		check.map(String::from).to_vec()
	};
	let as_text = |it: &[String]| it.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
	for (machine, institution) in machines.iter().zip(1..) {
		let arguments = check(machine);
		let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
		let (said, warned) = succeeds(&arguments);
		assert_eq!(warned, "");
		assert_eq!(told(&said, "specification "), specification);
		let yes =
			format!("yes: this is validator {} of institution {institution}", machine.account);
		assert!(said.starts_with(&yes), "{said}");
		assert!(said.contains("known to all others"), "{said}");
		assert_eq!(told(&said, "genesis hash"), hash);
	}
	let stranger = Machine::new(all, "stranger", account(90));
	let arguments = check(&stranger);
	let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
	assert!(refuses(&arguments).starts_with("no: there is no "), "{}", as_text(&check(&stranger)));
	let address = stranger.address();
	succeeds(&stranger.ceremony(&address));
	assert!(refuses(&arguments).contains("holds the keys of no validator of this chain"));
	// Whoever makes new keys after the file was made still has the old ones.
	let address = machines[3].address();
	let (renewed, _) = succeeds(&[&machines[3].ceremony(&address)[..], &["--renew"]].concat());
	let peer = |block: &str| told(block, "peer = ");
	assert_ne!(renewed, blocks[3]);
	assert_eq!(peer(&renewed), peer(&blocks[3]));
	let arguments = check(&machines[3]);
	succeeds(&arguments.iter().map(String::as_str).collect::<Vec<_>>());

	// They start, and know nobody but each other.
	let peers: Vec<String> = blocks.iter().map(|it| peer(it).trim_matches('"').into()).collect();
	let logs: Vec<_> = (1..=4).map(|it| all.join(format!("{it}.log"))).collect();
	let running: Vec<_> = machines
		.iter()
		.zip(&logs)
		.zip(&peers)
		.map(|((machine, log), own)| {
			let others: Vec<_> = peers.iter().filter(|it| *it != own).cloned().collect();
			machine.start(&chain, &others, log)
		})
		.collect();
	let begin = Instant::now();
	while !logs.iter().all(|it| finalised(it) >= 3) {
		let tail = |it: &PathBuf| {
			let log = fs::read_to_string(it).unwrap();
			log.lines().rev().take(15).collect::<Vec<_>>().join("\n")
		};
		let tails = || logs.iter().map(tail).collect::<Vec<_>>().join("\n----\n");
		assert!(begin.elapsed() < SOON, "no final blocks:\n{}", tails());
		std::thread::sleep(Duration::from_secs(1));
	}
	println!("final on all four after {:?}", begin.elapsed());
	drop(running);

	// Nobody founds another chain with these keys by mistake.
	let address = machines[0].address();
	let said = refuses(&machines[0].ceremony(&address));
	assert!(said.contains("votes in both with the same keys count as voting twice"), "{said}");
	let arguments = check(&machines[0]);
	let (_, warned) = succeeds(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
	assert!(warned.contains("a chain has run here"), "{warned}");
}
