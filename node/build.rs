//! Notes the commit for `--version`, unless the environment names a version.

fn main() {
	println!("cargo:rerun-if-env-changed=SUBSTRATE_CLI_GIT_COMMIT_HASH");
	polkadot_sdk::substrate_build_script_utils::generate_cargo_keys();
	if std::env::var_os("SUBSTRATE_CLI_GIT_COMMIT_HASH").is_none() {
		polkadot_sdk::substrate_build_script_utils::rerun_if_git_head_changed();
	}
}
