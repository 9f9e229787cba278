"""The keys of front matter, in English and in Vietnamese, and which of them hold one line of literal text."""

from __future__ import annotations

from ssg.base.fields import fold_key
from ssg.base.literal import Name

# key: other spellings, as an editor would type them; marks, capitals, spaces and _ are forgiven
KEYS: dict[str, tuple[str, ...]] = {
    "title": ("tiêu đề", "tựa đề", "tên bài"),
    "date": ("ngày đăng", "ngày giờ đăng", "ngày, giờ đăng", "thời gian đăng"),
    "updated": ("cập nhật", "ngày cập nhật"),
    "correction": ("đính chính",),
    "place": ("địa điểm",),
    "event_date": ("thời gian diễn ra", "ngày diễn ra"),
    "unit": ("đơn vị",),
    "category": ("chuyên mục", "danh mục"),
    "categories": ("các chuyên mục",),
    "tags": ("từ khóa", "thẻ"),
    "summary": ("tóm tắt", "sapo"),
    "author": ("tác giả", "người viết", "tên người viết"),
    "photographer": ("người chụp", "người chụp ảnh", "ảnh", "hình ảnh", "hình"),
    "source": ("nguồn", "nguồn tin"),
    "photos": ("bộ ảnh", "các ảnh"),
    "cover": ("ảnh đại diện", "ảnh bìa"),
    "attachments": ("đính kèm", "tệp đính kèm", "file đính kèm", "tài liệu đính kèm"),
    "video": ("phim",),
    "album_title": ("tiêu đề bộ ảnh",),
    "thread": ("dòng sự kiện",),
    "views": ("lượt xem",),
    "rating": ("đánh giá",),
    "related": ("tin liên quan",),
    "related_exclude": ("không liên quan",),
    "aliases": ("đường dẫn cũ",),
    "slug": ("tên đường dẫn",),
    "draft": ("bản nháp", "nháp"),
    "expire_at": ("hết hạn", "ngày hết hạn"),
    "allow": ("cho phép",),
    "featured": ("nổi bật",),
    "featured_until": ("nổi bật đến",),
    "page": ("trang",),
}
PHOTO_KEYS: dict[str, tuple[str, ...]] = {
    "src": ("tệp", "tên tệp", "ảnh", "hình"),
    "caption": ("chú thích", "chú thích ảnh"),
    "alt": ("mô tả",),
    "credit": ("người chụp",),
    "blur": ("làm mờ",),
    "consent": ("đồng ý",),
}
ATTACHMENT_KEYS: dict[str, tuple[str, ...]] = {"src": ("tệp", "tên tệp"), "title": ("tiêu đề", "tên")}
SOURCE_KEYS: dict[str, tuple[str, ...]] = {"name": ("tên",), "url": ("địa chỉ",), "logo": ()}
RATING_KEYS: dict[str, tuple[str, ...]] = {"points": ("điểm",), "votes": ("lượt",)}
ALLOW_KEYS: dict[str, tuple[str, ...]] = {"guard": ("mục",), "by": ("người cho phép",), "reason": ("lý do",)}

LITERAL_KEYS = (
    "title", "summary", "author", "photographer", "source", "place", "correction", "album_title", "caption", "alt",
    "credit", "consent", "reason", "by", "name", "unit", "category", "thread",
)  # fmt: skip


EITHER_KEYS = frozenset(map(fold_key, ("ảnh", "hình ảnh", "hình")))
# of photos where files stand behind them, of the photographer where a name does

_ALL = {**KEYS, **PHOTO_KEYS, **SOURCE_KEYS, **ALLOW_KEYS}
_LITERAL = {fold_key(said) for key in LITERAL_KEYS for said in (key, *_ALL.get(key, ()))}
_MAY_BE_LIST = {fold_key(said) for key in ("author", "photographer", "category") for said in (key, *_ALL[key])}
_FILES = {
    fold_key(said)
    for keys in (KEYS, PHOTO_KEYS, ATTACHMENT_KEYS, SOURCE_KEYS)
    for key in ("cover", "photos", "attachments", "video", "src", "logo")
    for said in (key, *keys.get(key, ()))
}
_WORDS = {
    fold_key(said)
    for key in ("tags", "slug", "aliases", "related", "related_exclude", "categories")
    for said in (key, *KEYS[key])
}
_MAY_BE_MAP = {fold_key(said) for said in ("source", *_ALL["source"])}


NOTES = (
    "ngày, giờ đăng (ngày/tháng/năm)", "thời gian diễn ra; xóa dòng này nếu không có", "tên người viết",
    "2-3 câu tóm tắt", "chú thích ảnh: ai, đang làm gì, ở đâu", "xóa dòng này khi muốn đăng",
)  # fmt: skip
# what ``ssg new`` writes behind keys, and no editor means to publish


def is_literal(key: str, value: str) -> bool:
    """Return whether the value behind a key is one line of text, not YAML."""
    folded = fold_key(key)
    if folded not in _LITERAL:
        return False
    if value.startswith("[") and value.rstrip().endswith("]") and folded in _MAY_BE_LIST:
        return False
    return not (value.startswith("{") and folded in _MAY_BE_MAP)


def name_of(key: str) -> Name:
    """Return what the value of a key names."""
    folded = fold_key(key)
    return Name.FILE if folded in _FILES else Name.WORD if folded in _WORDS else Name.NONE
