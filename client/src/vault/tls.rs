//! Vaults behind `https://`: whose certificates are trusted, and which one is shown. Without it, only
//! those of this machine are asked.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper_rustls::HttpsConnector;
use hyper_util::{
	client::legacy::{connect::HttpConnector, Client},
	rt::TokioExecutor,
};
use rustls::{
	crypto::ring,
	pki_types::{pem::PemObject, CertificateDer, PrivateKeyDer},
	version::TLS13,
	ClientConfig, RootCertStore,
};
use std::{
	error::Error,
	fs::File,
	io::{self, ErrorKind, Read},
	net::IpAddr,
	os::unix::fs::PermissionsExt,
	path::Path,
	sync::Arc,
};
use zeroize::Zeroizing;

/// Speaks HTTP, plain or inside TLS.
pub(super) type Http = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// Why there is no trust to be had from a folder.
#[derive(thiserror::Error, Debug)]
pub enum TlsError {
	/// A file cannot be read.
	#[error("cannot read {path}: {source}")]
	File {
		/// Which.
		path: String,
		/// What the system says.
		source: io::Error,
	},
	/// A file has no certificates.
	#[error("{0} is not a list of certificates in PEM form; ask the authority for it again")]
	NoCertificates(String),
	/// A file has no key.
	#[error("{0} is not a private key in PEM form without a passphrase; export it so")]
	NoKey(String),
	/// Others can read the key.
	#[error("others can read the key {0}: run `chmod 600 {0}`, and have it replaced if they did")]
	Exposed(String),
	/// A certificate is of no use without its key.
	#[error("{0} is missing: a member's certificate and its key go together")]
	Incomplete(String),
	/// The member's certificate and key do not belong together, or are of a kind that is not known.
	#[error("{certificate} cannot be used with its key: {reason}; put both in place again")]
	Unusable {
		/// The certificate's file.
		certificate: String,
		/// What TLS says.
		reason: rustls::Error,
	},
}

/// Whose certificates are trusted, and which one is shown. No `Debug`: it holds a key.
#[derive(Clone)]
pub struct Tls {
	config: Arc<ClientConfig>,
	has_authorities: bool,
}

impl Default for Tls {
	/// Nobody is trusted: only vaults at `http://` can be reached.
	fn default() -> Self {
		Self::new(RootCertStore::empty(), None).expect("there is no certificate to be unusable")
	}
}

impl Tls {
	/// Reads `ca.pem`, the only authorities that are trusted, and if they are there `member.pem` and
	/// `member.key`, what is shown to whoever asks for it. Without `ca.pem` nobody is trusted.
	///
	/// # Errors
	/// When a file is not what its name says, or others can read the key.
	pub fn load(folder: &Path) -> Result<Self, TlsError> {
		let [authorities, certificate, key] =
			["ca.pem", "member.pem", "member.key"].map(|name| folder.join(name));
		let mut roots = RootCertStore::empty();
		for root in certificates(&authorities)?.unwrap_or_default() {
			let bad = |_| TlsError::NoCertificates(authorities.display().to_string());
			roots.add(root).map_err(bad)?;
		}
		let missing = |path: &Path| Err(TlsError::Incomplete(path.display().to_string()));
		let member = match (certificates(&certificate)?, private_key(&key)?) {
			(Some(certificates), Some(key)) => Some((certificates, key)),
			(None, None) => None,
			(Some(_), None) => return missing(&key),
			(None, Some(_)) => return missing(&certificate),
		};
		Self::new(roots, member).map_err(|reason| TlsError::Unusable {
			certificate: certificate.display().to_string(),
			reason,
		})
	}

	fn new(roots: RootCertStore, member: Option<Member>) -> Result<Self, rustls::Error> {
		let has_authorities = !roots.is_empty();
		let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
			.with_protocol_versions(&[&TLS13])?
			.with_root_certificates(roots);
		let config = match member {
			Some((certificates, key)) => config.with_client_auth_cert(certificates, key)?,
			None => config.with_no_client_auth(),
		};
		Ok(Self { config: Arc::new(config), has_authorities })
	}

	/// Whether anybody is trusted.
	pub(super) fn has_authorities(&self) -> bool {
		self.has_authorities
	}

	pub(super) fn http(&self) -> Http {
		let mut tcp = HttpConnector::new();
		tcp.enforce_http(false);
		tcp.set_nodelay(true);
		Client::builder(TokioExecutor::new()).build((tcp, self.config.clone()).into())
	}
}

type Member = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// A file, if there is one.
fn open(path: &Path) -> Result<Option<File>, TlsError> {
	match File::open(path) {
		Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
		opened => opened.map(Some).map_err(|error| unreadable(path, error)),
	}
}

fn unreadable(path: &Path, source: io::Error) -> TlsError {
	TlsError::File { path: path.display().to_string(), source }
}

fn content(path: &Path, mut file: File) -> Result<Zeroizing<Vec<u8>>, TlsError> {
	let mut bytes = Zeroizing::new(Vec::new());
	file.read_to_end(&mut bytes).map_err(|error| unreadable(path, error))?;
	Ok(bytes)
}

fn certificates(path: &Path) -> Result<Option<Vec<CertificateDer<'static>>>, TlsError> {
	let Some(file) = open(path)? else {
		return Ok(None);
	};
	let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&content(path, file)?).collect();
	match found {
		Ok(found) if !found.is_empty() => Ok(Some(found)),
		_ => Err(TlsError::NoCertificates(path.display().to_string())),
	}
}

fn private_key(path: &Path) -> Result<Option<PrivateKeyDer<'static>>, TlsError> {
	let Some(file) = open(path)? else {
		return Ok(None);
	};
	let name = || path.display().to_string();
	let mode = file.metadata().map_err(|error| unreadable(path, error))?.permissions().mode();
	if mode & 0o077 != 0 {
		return Err(TlsError::Exposed(name()));
	}
	// The reason could quote the file.
	PrivateKeyDer::from_pem_slice(&content(path, file)?)
		.map(Some)
		.map_err(|_| TlsError::NoKey(name()))
}

/// What TLS says about a failed request, if it was TLS that failed.
pub(super) fn failure<'a>(mut error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
	loop {
		if let Some(found) = error.downcast_ref() {
			return Some(found);
		}
		// An error of the system does not name the one that it wraps as its source.
		error = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
			Some(wrapped) => wrapped,
			None => error.source()?,
		};
	}
}

/// Whether a host, as a URL has it, is the machine that this program runs on.
pub fn is_this_machine(host: &str) -> bool {
	let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
	host == "localhost" || address.is_ok_and(|it| it.is_loopback())
}
