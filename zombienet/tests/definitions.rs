//! The network definitions for zombie-cli.

use std::fs;

fn definition(name: &str) -> toml::Table {
	let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
	fs::read_to_string(path).expect("it is there").parse().expect("it is TOML")
}

#[test]
fn local_toml_has_the_four_validators_of_the_preset() {
	let network = definition("local.toml");
	let chain = network["relaychain"].as_table().expect("a table");
	assert_eq!(chain["default_command"].as_str(), Some("salus-node"));
	assert!(chain["chain_spec_path"].as_str().is_some_and(|it| it.ends_with(".json")));
	let nodes = chain["nodes"].as_array().expect("a list");
	assert_eq!(nodes.len(), 4);
	for (node, name) in nodes.iter().zip(salus_zombienet::network::FOUR) {
		assert_eq!(node["name"].as_str(), Some(name));
		assert_eq!(node["validator"].as_bool(), Some(true));
		// The node takes name and keys from one flag.
		let arguments = node["args"].as_array().expect("a list");
		assert!(arguments.iter().any(|it| it.as_str() == Some(&format!("--{name}"))));
	}
}
