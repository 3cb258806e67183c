// The icons of theme.h.

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

#include "ui/theme.h"

namespace loom::ui {
namespace {

/// Draws an SVG whose "currentColor" becomes the colour of the mode.
class SvgIconEngine : public QIconEngine {
 public:
  SvgIconEngine(QString name, QColor normal, QColor disabled)
      : name_(std::move(name)), normal_(normal), disabled_(disabled) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name_));
    if (!file.open(QIODevice::ReadOnly)) return;
    const QColor colour = mode == QIcon::Disabled ? disabled_ : normal_;
    QByteArray svg = file.readAll();
    svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    painter->save();
    painter->setOpacity(painter->opacity() * colour.alphaF());
    QSvgRenderer(svg).render(painter, rect);
    painter->restore();
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    if (size.isEmpty()) return {};  // its button has no room yet
    const QString key = QStringLiteral("loom/%1/%2/%3/%4x%5")
                            .arg(name_, normal_.name(QColor::HexArgb))
                            .arg(mode == QIcon::Disabled ? 1 : 0)
                            .arg(size.width())
                            .arg(size.height());
    QPixmap result;
    if (QPixmapCache::find(key, &result)) return result;
    result = QPixmap(size);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
  }

  QIconEngine* clone() const override { return new SvgIconEngine(name_, normal_, disabled_); }

 private:
  QString name_;
  QColor normal_, disabled_;
};

class SquareIconEngine : public QIconEngine {
 public:
  SquareIconEngine(const QColor& colour, qreal share) : colour_(colour), share_(share) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override {
    const qreal side = rect.width() * share_;
    const QRectF square(rect.center().x() + 0.5 - side / 2, rect.center().y() + 0.5 - side / 2,
                        side, side);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour_);
    painter->drawRoundedRect(square, side / 4, side / 4);
    painter->restore();
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    if (size.isEmpty()) return {};
    QPixmap made(size);
    made.fill(Qt::transparent);
    QPainter painter(&made);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    return made;
  }

  QIconEngine* clone() const override { return new SquareIconEngine(colour_, share_); }

 private:
  QColor colour_;
  qreal share_;
};

}  // namespace

QIcon themedIcon(const QString& name, const QPalette& palette) {
  return QIcon(new SvgIconEngine(name, palette.color(QPalette::Active, QPalette::WindowText),
                                 palette.color(QPalette::Disabled, QPalette::WindowText)));
}

QIcon themedIcon(const QString& name, const QColor& colour) {
  QColor faded = colour;
  faded.setAlphaF(colour.alphaF() * 0.6F);
  return QIcon(new SvgIconEngine(name, colour, faded));
}

QIcon squareIcon(const QColor& colour, qreal share) {
  return QIcon(new SquareIconEngine(colour, share));
}

}  // namespace loom::ui
