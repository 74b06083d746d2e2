//! Plain numbers in a row, owned or lent by bytes that others hold: what is laid out in memory and in a file alike.
//!
//! Owns no format: which bytes these are, and whether they may be trusted, is for whoever lends them to see to.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use bytemuck::Pod;

/// Bytes that several arrays share: a file in memory.
pub type SharedBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A row of `T`, owned, or a view into shared bytes.
#[derive(Clone)]
pub struct Array<T>(Kept<T>);

#[derive(Clone)]
enum Kept<T> {
    Own(Vec<T>),
    Lent(SharedBytes, Range<usize>),
}

/// What keeps bytes from being read as an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bytes {start} to {end} are no row of numbers of {width} bytes each")]
pub struct ArrayError {
    start: usize,
    end: usize,
    width: usize,
}

impl<T: Pod> Array<T> {
    /// A view of a range of bytes as numbers in the order of bytes of this machine.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use respell::names::array::Array;
    ///
    /// let numbers: &[u32] = &[7, 8, 9];
    /// let bytes: Arc<Vec<u32>> = Arc::new(numbers.to_vec());
    /// struct Bytes(Arc<Vec<u32>>);
    /// impl AsRef<[u8]> for Bytes {
    ///     fn as_ref(&self) -> &[u8] {
    ///         bytemuck::cast_slice(&self.0)
    ///     }
    /// }
    /// let shared: respell::names::array::SharedBytes = Arc::new(Bytes(bytes));
    /// assert_eq!(Array::<u32>::lent(shared.clone(), 4..12)?[..], [8, 9]);
    /// assert!(Array::<u32>::lent(shared, 4..11).is_err());
    /// # Ok::<(), respell::names::array::ArrayError>(())
    /// ```
    ///
    /// # Errors
    /// The range lies outside of the bytes, does not begin where such a number may, or does not hold whole numbers.
    pub fn lent(bytes: SharedBytes, range: Range<usize>) -> Result<Self, ArrayError> {
        let error = ArrayError { start: range.start, end: range.end, width: size_of::<T>() };
        let own = (*bytes).as_ref().get(range.clone()).ok_or(error)?;
        bytemuck::try_cast_slice::<u8, T>(own).map_err(|_| error)?;
        Ok(Self(Kept::Lent(bytes, range)))
    }

    /// The numbers as bytes, in the order of this machine.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        bytemuck::cast_slice(self)
    }
}

impl Array<u8> {
    /// The bytes as numbers in the order of bytes of this machine: the same bytes where they are lent, copied where they are not.
    ///
    /// # Errors
    /// They do not begin where such a number may, or are no whole numbers.
    pub fn cast<T: Pod>(self) -> Result<Array<T>, ArrayError> {
        match self.0 {
            Kept::Lent(bytes, range) => Array::lent(bytes, range),
            Kept::Own(own) if own.len() % size_of::<T>() == 0 => Ok(bytemuck::allocation::pod_collect_to_vec(&own).into()),
            Kept::Own(own) => Err(ArrayError { start: 0, end: own.len(), width: size_of::<T>() }),
        }
    }
}

impl<T: Pod> Deref for Array<T> {
    type Target = [T];

    /// Checks a view's bounds each time: take the slice once before a loop.
    fn deref(&self) -> &[T] {
        match &self.0 {
            Kept::Own(own) => own,
            Kept::Lent(bytes, range) => bytemuck::cast_slice(&(**bytes).as_ref()[range.clone()]),
        }
    }
}

impl<T> From<Vec<T>> for Array<T> {
    fn from(own: Vec<T>) -> Self {
        Self(Kept::Own(own))
    }
}

impl<T> Default for Array<T> {
    fn default() -> Self {
        Self(Kept::Own(Vec::new()))
    }
}

impl<T: Pod + fmt::Debug> fmt::Debug for Array<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
