//! Vaults behind TLS: who is trusted, what is shown, and what is said when it does not fit. The
//! certificates are made by the `openssl` command.

#![allow(clippy::unwrap_used)]

use codec::Encode;
use rustls::{
	crypto::ring,
	pki_types::{pem::PemObject, CertificateDer, PrivateKeyDer},
	server::WebPkiClientVerifier,
	RootCertStore, ServerConfig,
};
use salus_client::{
	identity::Identity,
	vault::{
		request_digest, LogEntry, RequestSignature, ResponseSignature, Tls, TlsError, VaultClient,
		VaultError, REQUEST_HEADERS, RESPONSE_HEADERS,
	},
};
use salus_primitives::{
	Hash32, InstitutionId, InstitutionView, Jurisdiction, RecordId, Role, Roles,
};
use std::{
	fs,
	os::unix::fs::PermissionsExt,
	path::{Path, PathBuf},
	process::Command,
	sync::Arc,
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
};
use tokio_rustls::{server::TlsStream, TlsAcceptor};

const GENESIS: Hash32 = Hash32([1; 32]);
const VAULT: InstitutionId = InstitutionId(3);
const RECORD: RecordId = RecordId([7; 16]);

/// An authority, and what it issued: a server's and a member's certificate.
struct Authority(tempfile::TempDir);

impl Authority {
	fn new() -> Self {
		let authority = Self(tempfile::tempdir().unwrap());
		// Nothing but what is asked for below.
		fs::write(authority.file("req.cnf"), "[req]\ndistinguished_name = dn\n[dn]\n").unwrap();
		authority.issue("ca", "CA:TRUE", &[]);
		for name in ["server", "member"] {
			authority.issue(name, "CA:FALSE", &["-CA", "ca.pem", "-CAkey", "ca.key"]);
		}
		authority
	}

	fn issue(&self, name: &str, constraint: &str, issuer: &[&str]) {
		let made = Command::new("openssl")
			.current_dir(self.0.path())
			.args([
				"req",
				"-config",
				"req.cnf",
				"-x509",
				"-newkey",
				"ec",
				"-pkeyopt",
				"ec_paramgen_curve:P-256",
			])
			.args(["-noenc", "-days", "1", "-subj", &format!("/CN={name}")])
			.args(["-addext", &format!("basicConstraints=critical,{constraint}")])
			.args(["-addext", "subjectAltName=DNS:localhost"])
			.args(["-out", &format!("{name}.pem"), "-keyout", &format!("{name}.key")])
			.args(issuer)
			.output()
			.unwrap();
		assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
	}

	fn file(&self, name: &str) -> PathBuf {
		self.0.path().join(name)
	}

	fn certificates(&self, name: &str) -> Vec<CertificateDer<'static>> {
		let found = CertificateDer::pem_file_iter(self.file(name)).unwrap();
		found.collect::<Result<_, _>>().unwrap()
	}

	/// What stands before a vault: TLS with this authority's certificate, for its members only.
	fn acceptor(&self) -> TlsAcceptor {
		let provider = Arc::new(ring::default_provider());
		let mut roots = RootCertStore::empty();
		roots.add_parsable_certificates(self.certificates("ca.pem"));
		let members = WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone());
		let config = ServerConfig::builder_with_provider(provider)
			.with_safe_default_protocol_versions()
			.unwrap()
			.with_client_cert_verifier(members.build().unwrap())
			.with_single_cert(
				self.certificates("server.pem"),
				PrivateKeyDer::from_pem_file(self.file("server.key")).unwrap(),
			)
			.unwrap();
		TlsAcceptor::from(Arc::new(config))
	}
}

/// The folder `tls` of a home.
struct Folder(tempfile::TempDir);

impl Folder {
	fn new() -> Self {
		Self(tempfile::tempdir().unwrap())
	}

	/// Puts a file there that only its owner can read.
	fn with(self, name: &str, from: &Path) -> Self {
		let path = self.path().join(name);
		fs::copy(from, &path).unwrap();
		fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
		self
	}

	fn member(self, of: &Authority) -> Self {
		self.with("member.pem", &of.file("member.pem")).with("member.key", &of.file("member.key"))
	}

	fn path(&self) -> &Path {
		self.0.path()
	}

	fn load(&self) -> Tls {
		Tls::load(self.path()).unwrap()
	}

	/// Why it cannot be used, and as people read it.
	fn refused(&self) -> (TlsError, String) {
		let error = Tls::load(self.path()).err().unwrap();
		let text = error.to_string();
		(error, text)
	}
}

fn receipt_key() -> Identity {
	Identity::from_uri("//Vault").unwrap()
}

/// Answers one request for the log of a record as the vault does: there are no entries.
async fn answer_as_vault(mut stream: TlsStream<TcpStream>) {
	let mut request = Vec::new();
	while !request.ends_with(b"\r\n\r\n") {
		request.push(stream.read_u8().await.unwrap());
	}
	let request = String::from_utf8(request).unwrap();
	let header = |name: &str| {
		let line = request.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
		line.unwrap_or_default()
	};
	let path = request.split(' ').nth(1).unwrap();
	let asked = RequestSignature::parse(REQUEST_HEADERS.map(header)).unwrap();
	let digest = request_digest(&GENESIS, VAULT, "GET", path, b"", asked.time, &asked.nonce);
	let body = Vec::<LogEntry>::new().encode();
	let signed =
		ResponseSignature::new(&receipt_key().pair, &GENESIS, VAULT, &digest, 200, &body).headers();
	let mut answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n", body.len());
	for (name, value) in RESPONSE_HEADERS.iter().zip(signed) {
		answer += &format!("{name}: {value}\r\n");
	}
	stream.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
	stream.write_all(&body).await.unwrap();
	stream.shutdown().await.unwrap();
}

/// Answers one request as a proxy that does not let it through.
async fn answer_as_proxy(mut stream: TlsStream<TcpStream>) {
	let mut request = [0; 4096];
	assert!(stream.read(&mut request).await.unwrap() > 0);
	let answer = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n";
	stream.write_all(answer).await.unwrap();
	stream.shutdown().await.unwrap();
}

/// A client of the vault at an endpoint.
fn client(endpoint: String, tls: &Tls) -> VaultClient {
	let view = InstitutionView {
		id: VAULT,
		account: Hash32([2; 32]),
		roles: Roles::of(&[Role::Custodian]),
		in_good_standing: true,
		accredited_until: u64::MAX,
		suspended: false,
		suspended_until: None,
		control_group: 0,
		country: *b"DE",
		jurisdiction: Jurisdiction::Eu,
		bond: 0,
		key: None,
		receipt_key: Some(receipt_key().account()),
		endpoint: Some(endpoint),
	};
	VaultClient::new(&view, GENESIS).unwrap().with_tls(tls)
}

/// What somebody with this trust gets from a vault behind a proxy of this authority.
async fn ask<F>(
	authority: &Authority,
	tls: &Tls,
	answer: impl FnOnce(TlsStream<TcpStream>) -> F + Send + 'static,
) -> Result<Vec<LogEntry>, VaultError>
where
	F: std::future::Future<Output = ()> + Send,
{
	let (acceptor, listener) =
		(authority.acceptor(), TcpListener::bind("localhost:0").await.unwrap());
	let port = listener.local_addr().unwrap().port();
	tokio::spawn(async move {
		let (stream, _) = listener.accept().await.unwrap();
		match acceptor.accept(stream).into_fallible().await {
			Ok(stream) => answer(stream).await,
			// The other end hears why before the connection ends.
			Err((_, mut stream)) => {
				let _ = stream.read_to_end(&mut Vec::new()).await;
			},
		}
	});
	let client = client(format!("https://localhost:{port}"), tls);
	client.log(&Identity::from_uri("//Alice").unwrap(), RECORD).await
}

#[tokio::test]
async fn a_member_reads_from_a_vault_whose_authority_it_trusts() {
	let authority = Authority::new();
	let tls = Folder::new().with("ca.pem", &authority.file("ca.pem")).member(&authority).load();
	assert_eq!(ask(&authority, &tls, answer_as_vault).await, Ok(Vec::new()));
}

#[tokio::test]
async fn a_vault_of_another_authority_is_not_believed() {
	let (authority, other) = (Authority::new(), Authority::new());
	let tls = Folder::new().with("ca.pem", &other.file("ca.pem")).member(&authority).load();
	let error = ask(&authority, &tls, answer_as_vault).await.unwrap_err();
	assert!(matches!(error, VaultError::Untrusted { custodian: VAULT, .. }), "{error}");
	let text = error.to_string();
	assert!(text.contains("invalid peer certificate") && text.contains("tls/ca.pem"), "{text}");
}

#[tokio::test]
async fn a_vault_refuses_who_shows_no_certificate_or_one_of_another_authority() {
	let (authority, other) = (Authority::new(), Authority::new());
	let stranger = Folder::new().with("ca.pem", &authority.file("ca.pem"));
	let error = ask(&authority, &stranger.load(), answer_as_vault).await.unwrap_err();
	assert!(matches!(error, VaultError::Untrusted { .. }), "{error}");
	let foreign = stranger.member(&other);
	let error = ask(&authority, &foreign.load(), answer_as_vault).await.unwrap_err();
	assert!(matches!(error, VaultError::Untrusted { .. }), "{error}");
	assert!(error.to_string().contains("tls/member.pem"), "{error}");
}

#[tokio::test]
async fn a_proxy_that_answers_itself_is_not_taken_for_the_vault() {
	let authority = Authority::new();
	let tls = Folder::new().with("ca.pem", &authority.file("ca.pem")).member(&authority).load();
	let error = ask(&authority, &tls, answer_as_proxy).await.unwrap_err();
	assert!(matches!(error, VaultError::Proxy { status: 403, .. }), "{error}");
}

#[tokio::test]
async fn without_authorities_nobody_is_asked_and_it_is_said_what_to_put_where() {
	let authority = Authority::new();
	for tls in [Folder::new().load(), Folder::new().member(&authority).load(), Tls::default()] {
		// Nobody listens there: the refusal comes before the connection.
		let vault = client("https://127.0.0.1:1".into(), &tls);
		let error = vault.log(&receipt_key(), RECORD).await.unwrap_err();
		assert!(matches!(error, VaultError::NoAuthorities { .. }), "{error}");
		assert!(error.to_string().contains("put the certificates"), "{error}");
		let plain = client("http://127.0.0.1:1".into(), &tls);
		let error = plain.log(&receipt_key(), RECORD).await.unwrap_err();
		assert!(matches!(error, VaultError::Unreachable { .. }), "{error}");
	}
}

#[tokio::test]
async fn a_vault_of_another_machine_is_asked_behind_tls_only() {
	let authority = Authority::new();
	let trusting = Folder::new().with("ca.pem", &authority.file("ca.pem")).load();
	for tls in [trusting, Tls::default()] {
		for host in ["vault.example", "10.0.0.1", "[fd00::1]", "localhost.example"] {
			let vault = client(format!("http://{host}:1"), &tls);
			let error = vault.log(&receipt_key(), RECORD).await.unwrap_err();
			assert!(matches!(error, VaultError::NoTls { .. }), "{host}: {error}");
			assert!(error.to_string().contains("set-endpoint"), "{error}");
		}
	}
}

#[test]
fn a_key_that_others_can_read_is_refused() {
	let authority = Authority::new();
	let folder = Folder::new().with("ca.pem", &authority.file("ca.pem")).member(&authority);
	let key = folder.path().join("member.key");
	for mode in [0o644, 0o640, 0o604, 0o620] {
		fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
		let (error, text) = folder.refused();
		assert!(matches!(error, TlsError::Exposed(_)), "{mode:o}: {text}");
		assert!(text.contains(&format!("chmod 600 {}", key.display())), "{text}");
	}
	fs::set_permissions(&key, fs::Permissions::from_mode(0o400)).unwrap();
	folder.load();
}

#[test]
fn bad_files_are_named_and_never_quoted() {
	let authority = Authority::new();
	let secret = authority.file("secret");
	let label = |begin: &str| format!("-----BEGIN {begin}-----\nhunter2!\n-----END {begin}-----\n");
	for text in ["hunter2", &label("CERTIFICATE"), &label("PRIVATE KEY"), ""] {
		fs::write(&secret, text).unwrap();
		let bad_authority = Folder::new().with("ca.pem", &secret);
		let bad_certificate = Folder::new().member(&authority).with("member.pem", &secret);
		let bad_key = Folder::new().member(&authority).with("member.key", &secret);
		for folder in [bad_authority, bad_certificate] {
			let (error, text) = folder.refused();
			assert!(matches!(error, TlsError::NoCertificates(_)), "{text}");
			assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
		}
		let (error, text) = bad_key.refused();
		assert!(matches!(error, TlsError::NoKey(_)), "{text}");
		assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
	}
}

#[test]
fn a_certificate_and_its_key_go_together() {
	let (authority, other) = (Authority::new(), Authority::new());
	for [there, missing] in [["member.pem", "member.key"], ["member.key", "member.pem"]] {
		let (error, text) = Folder::new().with(there, &authority.file(there)).refused();
		assert!(matches!(error, TlsError::Incomplete(_)) && text.contains(missing), "{text}");
	}
	let mixed = Folder::new().member(&authority).with("member.key", &other.file("member.key"));
	let (error, text) = mixed.refused();
	assert!(matches!(error, TlsError::Unusable { .. }) && text.contains("member.pem"), "{text}");
}

/// What the command says that did not work.
fn salus(home: &Path, node: &str) -> String {
	let output = Command::new(env!("CARGO_BIN_EXE_salus"))
		.args(["--node", node, "institution", "list", "--home"])
		.arg(home)
		.output()
		.unwrap();
	assert!(!output.status.success());
	String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_command_looks_at_the_folder_before_it_connects() {
	let authority = Authority::new();
	let home = tempfile::tempdir().unwrap();
	let tls = home.path().join("tls");
	fs::create_dir(&tls).unwrap();
	for name in ["ca.pem", "member.pem", "member.key"] {
		fs::copy(authority.file(name), tls.join(name)).unwrap();
		fs::set_permissions(tls.join(name), fs::Permissions::from_mode(0o644)).unwrap();
	}
	let error = salus(home.path(), "ws://127.0.0.1:1");
	assert!(error.contains("others can read the key"), "{error}");
	fs::set_permissions(tls.join("member.key"), fs::Permissions::from_mode(0o600)).unwrap();
	let error = salus(home.path(), "ws://127.0.0.1:1");
	assert!(error.contains("no Salus node answers"), "{error}");
}

#[test]
fn a_node_behind_tls_is_reached_through_ones_own_nginx() {
	let home = tempfile::tempdir().unwrap();
	let error = salus(home.path(), "wss://127.0.0.1:1");
	assert!(error.contains("by ws:// through your member's own nginx"), "{error}");
}
