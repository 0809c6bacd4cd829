//! The `salus` command with bad input: a clear error that says what to do, a non-zero exit, and
//! nothing left behind. What needs a chain is in the story and in the vault's end-to-end test.

#![allow(clippy::unwrap_used)]

use std::{
	fs,
	path::{Path, PathBuf},
	process::Command,
};

/// A home in a folder of its own, and a node that is not there.
struct Home(tempfile::TempDir);

impl Home {
	fn new() -> Self {
		Self(tempfile::tempdir().unwrap())
	}

	fn path(&self) -> PathBuf {
		self.0.path().join("home")
	}

	fn file(&self, name: &str, content: &str) -> String {
		let path = self.0.path().join(name);
		fs::write(&path, content).unwrap();
		path.display().to_string()
	}

	/// Exit, standard output, standard error.
	fn salus(&self, args: &[&str]) -> (bool, String, String) {
		let output = Command::new(env!("CARGO_BIN_EXE_salus"))
			.args(["--node", "ws://127.0.0.1:1", "--home"])
			.arg(self.path())
			.args(args)
			.env_remove("SALUS_HOME")
			.env_remove("SALUS_NODE")
			.output()
			.unwrap();
		let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
		(output.status.success(), text(output.stdout), text(output.stderr))
	}

	fn works(&self, args: &[&str]) -> String {
		let (success, output, error) = self.salus(args);
		assert!(success, "{args:?}: {error}");
		output
	}

	fn refuses(&self, args: &[&str], cure: &str) {
		let (success, output, error) = self.salus(args);
		assert!(!success, "{args:?} worked: {output}");
		assert!(output.is_empty(), "{args:?} printed: {output}");
		assert!(error.contains(cure), "{args:?}: {error}");
	}
}

/// An id of a record, and of whatever else has 16 bytes.
const RECORD: &str = "0x000102030405060708090a0b0c0d0e0f";
const ACCOUNT: &str = "0x000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f";
/// What the command says once everything that it can check alone is fine.
const NO_NODE: &str = "no Salus node answers";

#[test]
fn an_identity_is_made_once_and_kept_private() {
	let home = Home::new();
	home.refuses(&["whoami"], "salus init");
	home.works(&["init"]);
	let identity = home.path().join("identity.json");
	let before = fs::read(&identity).unwrap();
	home.refuses(&["init"], "holds an identity already");
	assert_eq!(fs::read(&identity).unwrap(), before);
}

#[test]
fn no_secret_is_printed() {
	let home = Home::new();
	let printed =
		home.works(&["init"]) + &home.works(&["whoami"]) + &home.works(&["--json", "whoami"]);
	let stored = fs::read_to_string(home.path().join("identity.json")).unwrap();
	let secrets: Vec<&str> = stored.split('"').filter(|it| it.starts_with("0x")).collect();
	assert_eq!(secrets.len(), 2);
	for secret in secrets {
		assert!(!printed.contains(secret));
		assert!(!printed.contains(secret.trim_start_matches("0x")));
	}
}

#[test]
fn a_bad_development_key_is_refused_and_nothing_is_written() {
	let home = Home::new();
	home.refuses(&["init", "--dev", "Alice"], "not a key");
	assert!(!Path::new(&home.path()).exists());
}

#[test]
fn a_node_that_is_not_there_is_named() {
	let home = Home::new();
	home.works(&["init"]);
	home.refuses(&["record", "show", RECORD], "no Salus node answers at ws://127.0.0.1:1");
	home.refuses(&["institution", "list"], "--node");
}

#[test]
fn ids_purposes_and_counts_are_checked_before_anything_is_asked() {
	let home = Home::new();
	home.works(&["init"]);
	home.refuses(&["record", "show", "0x00"], "expected 16 bytes as hex");
	home.refuses(&["grant", "revoke", "not-an-id"], "expected 16 bytes as hex");
	home.refuses(&["record", "read", RECORD, "--purpose", "CURIOSITY"], "PurposeOfUse");
	let bad = ["record", "issue", "--subject", RECORD, "--custodians", "three", "x.json"];
	home.refuses(&bad, "--custodians");
	let none = ["record", "issue", "--subject", RECORD, "--custodians", "3,4,5"];
	home.refuses(&none, "<FILES>");
	home.refuses(&["audit", "state", "0xab"], "no Salus node");
}

#[test]
fn documents_are_checked_before_anything_is_sealed() {
	let home = Home::new();
	home.works(&["init"]);
	let issue = |file: &str, cure: &str| {
		home.refuses(
			&["record", "issue", "--subject", RECORD, "--custodians", "3,4,5", file],
			cure,
		);
	};
	issue("/nowhere/labs.json", "cannot read");
	issue(&home.file("broken.json", r#"{"a": 1"#), "JSON");
	issue(&home.file("twice.json", r#"{"a": 1, "a": 2}"#), "twice");
	issue(&home.file("fine.json", r#"{"a": 1}"#), "was not enrolled from this home");
	assert!(!home.path().join("outbox").exists());
}

#[test]
fn papers_from_others_are_checked() {
	let home = Home::new();
	home.works(&["init"]);
	let junk = home.file("junk.json", r#"{"grant": 1}"#);
	home.refuses(&["record", "read", RECORD, "--grant", &junk], "salus grant give");
	home.refuses(&["subject", "enrol", &junk], "salus subject agree");
	for command in [["subject", "rotate"], ["subject", "note-key"], ["recovery", "start"]] {
		home.refuses(&[&command[..], &[&junk]].concat(), "salus subject take-over");
		home.refuses(&[&command[..], &["/nowhere.json"]].concat(), "cannot read");
	}
}

/// A paper as `salus grant give` writes it.
fn grant_paper(home: &Home) -> String {
	let salt = "00".repeat(64);
	let terms = r#"{"grantee":2,"scope":{"everything":{"future":false}},"purposes":1,"actions":2,
		"from":0,"until":1,"basis":"consent","obligations":{"eraseBy":null,"reads":null}}"#;
	let paper = format!(r#"{{"grant":"{RECORD}","terms":{terms},"salt":"{salt}"}}"#);
	home.file("paper.json", &paper)
}

#[test]
fn terms_are_checked_before_anything_is_given() {
	let home = Home::new();
	home.works(&["init"]);
	let out = home.path().join("out.json").display().to_string();
	let give = |more: &[&str], cure: &str| {
		let give = ["grant", "give", "--subject", RECORD, "--to", "2", "--out", &out];
		home.refuses(&[&give, more].concat(), cure);
	};
	give(&[], "--purpose");
	give(&["--purpose", "CURIOSITY"], "PurposeOfUse");
	give(&["--purpose", "TREAT,CURIOSITY"], "PurposeOfUse");
	give(&["--purpose", "TREAT", "--until", "tomorrow"], "such as 90s, 5m, 12h or 30d");
	give(&["--purpose", "TREAT", "--until", "2027-02-29"], "UTC date");
	give(&["--purpose", "TREAT", "--erase-by", "soon"], "UTC date");
	give(&["--purpose", "TREAT", "--basis", "curiosity"], "`legitimate-interests`");
	give(&["--purpose", "TREAT", "--action", "access,sell"], "`disclose`");
	give(&["--purpose", "TREAT", "--reads", "many"], "--reads");
	give(&["--purpose", "TREAT", "--records", RECORD, "--folder", RECORD], "cannot be used with");
	give(&["--purpose", "TREAT", "--records", RECORD, "--future"], "cannot be used with");
	give(&["--purpose", "TREAT"], NO_NODE);
	assert!(!Path::new(&out).exists());
	let taken = home.file("taken.json", "{}");
	let give = ["grant", "give", "--subject", RECORD, "--to", "2", "--purpose", "TREAT", "--out"];
	home.refuses(&[&give[..], &[&taken]].concat(), "exists already");
}

#[test]
fn revoking_names_grants_or_all_but_not_both() {
	let home = Home::new();
	home.works(&["init"]);
	home.refuses(&["grant", "revoke"], "--all");
	home.refuses(&["grant", "revoke", RECORD, "--all"], "cannot be used with");
	home.refuses(&["grant", "revoke", RECORD, "0x00"], "expected 16 bytes as hex");
	let many: Vec<_> = ["grant", "revoke"].into_iter().chain([RECORD; 33]).collect();
	home.refuses(&many, "32");
	home.refuses(&["grant", "revoke", "--all", "--subject", RECORD], NO_NODE);
}

#[test]
fn narrowing_reads_the_old_paper_first() {
	let home = Home::new();
	home.works(&["init"]);
	let out = home.path().join("new.json").display().to_string();
	let junk = home.file("junk.json", r#"{"grant": 1}"#);
	home.refuses(&["grant", "narrow", "/nowhere.json", "--out", &out], "cannot read");
	home.refuses(&["grant", "narrow", &junk, "--out", &out], "salus grant give");
	home.refuses(&["grant", "agree", &junk], "salus grant give");
	home.refuses(&["grant", "share", &junk], "salus grant give");
	let paper = grant_paper(&home);
	home.refuses(&["grant", "narrow", &paper, "--out", &paper], "exists already");
	home.refuses(&["grant", "narrow", &paper, "--purpose", "ALL", "--out", &out], "PurposeOfUse");
	home.refuses(&["grant", "narrow", &paper, "--until", "1h", "--out", &out], NO_NODE);
	home.refuses(&["request", "approve", RECORD, "--paper", &junk], "salus grant give");
	assert!(!Path::new(&out).exists());
}

#[test]
fn choices_and_requests_name_purposes_that_exist() {
	let home = Home::new();
	home.works(&["init"]);
	home.refuses(&["choice", "object"], "<PURPOSE>");
	home.refuses(&["choice", "object", "EVERYTHING"], "PurposeOfUse");
	home.refuses(&["choice", "withdraw-objection", "HMARKT,NOTHING"], "PurposeOfUse");
	home.refuses(&["choice", "object", "HMARKT,HRESCH", "--subject", RECORD], NO_NODE);
	let out = home.path().join("out.json").display().to_string();
	let make = ["request", "make", RECORD, "--purpose"];
	home.refuses(&[&make[..], &["CURIOSITY", "--out", &out]].concat(), "PurposeOfUse");
	home.refuses(&[&make[..], &["HRESCH"]].concat(), "--out");
	home.refuses(&[&make[..], &["HRESCH", "--out", &out]].concat(), NO_NODE);
	assert!(!Path::new(&out).exists());
}

#[test]
fn guardians_are_named_by_what_they_handed_over() {
	let home = Home::new();
	home.works(&["init"]);
	let card = home.file("card.json", &home.works(&["--json", "whoami"]));
	let junk = home.file("junk.json", r#"{"account": "0x00"}"#);
	let appoint = |more: &[&str], cure: &str| {
		home.refuses(&[&["guardian", "appoint"], more].concat(), cure);
	};
	appoint(&[&card], "--scope");
	appoint(&[&card, "--scope", "everything"], "`consent`");
	appoint(&[&card, "--scope", "view,"], "`consent`");
	appoint(&[&card, "--scope", "view", "--until", "forever"], "UTC date");
	appoint(&[&junk, "--scope", "view"], "salus --json whoami");
	appoint(&["/nowhere.json", "--scope", "view"], "cannot read");
	appoint(&[&card, "--scope", "view,consent", "--until", "30d"], NO_NODE);
	// Two institutions have to name the same moment, so a span will not do.
	let attest = ["guardian", "attest", RECORD, ACCOUNT, "--scope", "all", "--until"];
	home.refuses(&[&attest[..], &["30d"]].concat(), "UTC date");
	home.refuses(&[&attest[..], &["2099-01-31"]].concat(), NO_NODE);
	home.refuses(&["guardian", "remove", "0x00"], "expected 32 bytes as hex");
	home.refuses(&["guardian", "quorum", "most"], "`all`");
}

#[test]
fn a_recovery_names_its_subject() {
	let home = Home::new();
	home.works(&["init"]);
	home.refuses(&["subject", "take-over", "0x00"], "expected 16 bytes as hex");
	home.refuses(&["recovery", "confirm"], "<FILE>");
	home.refuses(&["recovery", "veto", "0x00"], "expected 16 bytes as hex");
	home.refuses(&["recovery", "finish", RECORD], NO_NODE);
	home.refuses(&["subject", "close", RECORD], NO_NODE);
}

#[test]
fn reviews_holds_and_rectifications_use_known_codes() {
	let home = Home::new();
	home.works(&["init"]);
	home.refuses(&["emergency", "review", RECORD, "8", "perhaps"], "`unjustified`");
	home.refuses(&["emergency", "review", RECORD, "desk", "justified"], "<DESK>");
	home.refuses(&["emergency", "review", RECORD, "8", "justified"], NO_NODE);
	let hold = ["hold", "place", RECORD, "--basis"];
	home.refuses(&[&hold[..], &["because", "--until", "5m"]].concat(), "`investigation`");
	home.refuses(&[&hold[..], &["investigation"]].concat(), "--until");
	home.refuses(&[&hold[..], &["investigation", "--until", "5 min"]].concat(), "UTC date");
	home.refuses(&[&hold[..], &["investigation", "--until", "5m"]].concat(), NO_NODE);
	home.refuses(&["hold", "list", RECORD, "--subject", RECORD], "cannot be used with");
	let refuse = ["rectification", "refuse", RECORD];
	home.refuses(&refuse, "--ground");
	home.refuses(&[&refuse[..], &["--ground", "no"]].concat(), "`not-the-originator`");
	home.refuses(&["rectification", "request", "labs.json"], "expected 16 bytes as hex");
}

#[test]
fn grounds_shares_and_days_of_erasure_are_checked() {
	let home = Home::new();
	home.works(&["init"]);
	let no = ["erasure", "refuse", RECORD, "--ground", "no"];
	home.refuses(&no, "`manifestly-unfounded`");
	home.refuses(&["erasure", "request", RECORD, "--ground", "no"], "`consent-withdrawn`");
	let keep = ["erasure", "accept", RECORD, "--keep", "legal-claims"];
	home.refuses(&keep, "--keep-until");
	home.refuses(&["erasure", "accept", RECORD, "--keep-until", "30d"], "--keep");
	home.refuses(&[&keep[..], &["--keep-until", "2099-01-31"]].concat(), NO_NODE);
	let unable = ["erasure", "unable", RECORD, "1", "--until", "30d", "--reason"];
	home.refuses(&[&unable[..], &["lazy"]].concat(), "`medium-out-of-reach`");
	home.refuses(&[&unable[..], &["out-of-order"]].concat(), NO_NODE);
	home.refuses(&["penalty", "fine", RECORD, "3"], "<VERSION>");
	home.refuses(&["penalty", "apply", "half"], "<PENALTY>");
	home.refuses(&["prune", "anchor", "3", "2027-01-31"], "<DAY>");
	home.refuses(&["record", "transfer", "offer", RECORD, "--to", RECORD], "--relation");
	let offer = ["record", "transfer", "offer", RECORD, "--to", RECORD, "--relation", "friend"];
	home.refuses(&offer, "`same-person`");
	home.refuses(&["record", "confirm", RECORD], "<EPOCH>");
}

/// Proposes a change of the policy, with its papers.
fn policy(home: &Home, more: &[&str]) -> (bool, String, String) {
	let text = home.file("text.md", "Why.");
	let papers = ["--text", &text, "--assessment", &text, "--languages", "de,en"];
	home.salus(&[&["motion", "propose", "policy"][..], &papers, more].concat())
}

#[test]
fn motions_name_their_papers() {
	let home = Home::new();
	home.works(&["init"]);
	let (text, empty) = (home.file("text.md", "Why."), home.file("empty.md", ""));
	let suspend = ["motion", "propose", "suspend", "4"];
	home.refuses(&suspend, "--text FILE");
	home.refuses(&[&suspend[..], &["--text", "/nowhere.md"]].concat(), "cannot read");
	home.refuses(&[&suspend[..], &["--text", &empty]].concat(), "is empty");
	home.refuses(&[&suspend[..], &["--text", &text]].concat(), NO_NODE);
	let upgrade = ["motion", "propose", "upgrade", "--code", &text, "--text", &text];
	home.refuses(&upgrade, "--assessment FILE");
	home.refuses(&[&upgrade[..], &["--assessment", &text]].concat(), NO_NODE);
	home.refuses(&["motion", "show", "first"], "<MOTION>");
	home.refuses(&["motion", "vote", "3", "yes"], "`nay`");
	home.refuses(&["motion", "vote", "3", "aye"], NO_NODE);
	home.refuses(&["chamber", "join", "kings"], "`regulators`");
	home.refuses(&["upgrade", "apply", "/nowhere.wasm"], "cannot read");
}

#[test]
fn validators_are_named_and_their_keys_are_made_here() {
	let home = Home::new();
	home.works(&["init"]);
	for command in ["show", "stand", "leave", "withdraw", "keys"] {
		home.refuses(
			&["validator", command, "Alice"],
			"expected an account: 32 bytes as hex, or SS58",
		);
	}
	let address = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	home.refuses(&["validator", "show", address], NO_NODE);
	home.refuses(&["validator", "leave", ACCOUNT], NO_NODE);
	home.refuses(&["validator", "list"], NO_NODE);
	home.refuses(&["validator", "seats", "first"], "<INSTITUTION>");
	home.refuses(&["validator", "apply-slash", "-1", ACCOUNT], "'-1'");
	home.refuses(&["validator", "apply-slash", "3", ACCOUNT], NO_NODE);
	let keys = |more: &[&str], cure: &str| {
		home.refuses(&[&["validator", "keys", ACCOUNT], more].concat(), cure);
	};
	keys(&["--validator-node", "ws://10.0.0.1:9944"], "is not this machine");
	keys(&["--validator-node", "127.0.0.1"], "ws://127.0.0.1:9944");
	let taken = home.file("taken.json", "{}");
	keys(&["--out", &taken], "exists already");
	let out = home.path().join("keys.json").display().to_string();
	keys(&["--validator-node", "ws://127.0.0.1:1", "--out", &out], NO_NODE);
	assert!(!Path::new(&out).exists());
	let set = ["validator", "set-keys", ACCOUNT, "--keys"];
	home.refuses(&[&set[..], &["/nowhere.json"]].concat(), "cannot read");
	home.refuses(&[&set[..], &[&taken]].concat(), "salus validator keys --out");
	let short = home.file("short.json", r#"{"keys":"0x00","proof":"0x00"}"#);
	home.refuses(&[&set[..], &[&short]].concat(), "`keys` has to be 96 bytes as hex");
	let (keys, proof) = ("00".repeat(96), "00".repeat(192));
	let good = home.file("good.json", &format!(r#"{{"keys":"{keys}","proof":"{proof}"}}"#));
	home.refuses(&[&set[..], &[&good]].concat(), NO_NODE);
}

#[test]
fn parameters_are_checked_before_anything_is_asked() {
	let home = Home::new();
	home.works(&["init"]);
	for (setting, cure) in [
		("erasure.coling=2d", "erasure.cooling"),
		("erasure.cooling=2", "72h"),
		("erasure.cooling", "NAME=VALUE"),
		("bonds.custodian=much", "500UNIT"),
		("eu.erasure=no", "true or false"),
		("consent.purposes=-CURIOSITY", "PurposeOfUse"),
	] {
		let (success, _, error) = policy(&home, &["--set", setting]);
		assert!(!success && error.contains(cure), "{setting}: {error}");
	}
	let good = ["--set", "erasure.cooling=48h", "--set", "consent.purposes=-HMARKT,+TRAIN"];
	assert!(policy(&home, &good).2.contains(NO_NODE));
	let (_, _, error) = policy(&home, &["--set", "erasure.cooling=2d", "--from", "90d"]);
	assert!(error.contains("--asks-anew"), "{error}");
	let text = home.file("text.md", "Why.");
	let restrict = ["motion", "propose", "restrict", "--text", &text];
	home.refuses(&restrict, "--purposes");
	home.refuses(&[&restrict[..], &["--suites", "rot13"]].concat(), "x25519");
	home.refuses(&[&restrict[..], &["--purposes", "HMARKT"]].concat(), NO_NODE);
}

#[test]
fn whom_to_admit_is_checked() {
	let home = Home::new();
	home.works(&["init"]);
	let text = home.file("text.md", "Why.");
	let admit = |roles: &str, until: &str, country: &str, units: &str, cure: &str| {
		let who = ["motion", "propose", "admit", ACCOUNT, "--roles", roles];
		let what = ["--accredited-until", until, "--country", country, "--units", units];
		let rest = ["--control-group", "7", "--jurisdiction", "eu", "--text", &text];
		home.refuses(&[&who[..], &what, &rest].concat(), cure);
	};
	admit("wizard", "1095d", "DE", "500", "`patient-advocate`");
	admit("provider", "soon", "DE", "500", "UTC date");
	admit("provider", "1095d", "Germany", "500", "such as DE");
	admit("provider", "1095d", "DE", "many", "500 or 0.5");
	admit("provider,custodian", "2030-01-31", "DE", "0.5", NO_NODE);
}

#[test]
fn help_lists_every_group_in_one_line_each() {
	let home = Home::new();
	let help = home.works(&["--help"]);
	let groups = [
		"institution",
		"subject",
		"guardian",
		"recovery",
		"record",
		"grant",
		"request",
		"choice",
		"emergency",
		"rectification",
		"erasure",
		"hold",
		"penalty",
		"notice",
		"prune",
		"audit",
		"policy",
		"chamber",
		"motion",
		"validator",
		"upgrade",
	];
	for group in groups {
		let line = help.lines().find(|line| line.trim_start().starts_with(group));
		assert!(line.is_some_and(|line| line.len() <= 100), "{group}: {help}");
		home.works(&[group, "--help"]);
	}
}
