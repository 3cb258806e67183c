#pragma once

// Text whose digits all take the same width, whatever the font, so that numbers that change do not
// jump. GUI thread.

#include <QString>
#include <QWidget>

class QFont;
class QPainter;
class QRectF;

namespace loom::ui {

qreal tabularWidth(const QFont& font, const QString& text);
/// Draws with the painter's font and pen. `alignment` is horizontal; the line is centred
/// vertically.
void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text);

/// A one-line label with tabular figures. It keeps the width of the widest text it has shown, so
/// its neighbours stay; a text that fits costs a repaint and no layout.
class NumberLabel : public QWidget {
  Q_OBJECT

 public:
  explicit NumberLabel(Qt::Alignment alignment = Qt::AlignLeft, QWidget* parent = nullptr);

  /// Which colour of the theme it is painted in.
  enum class Tone { Text, Muted, Error };
  void setTone(Tone tone);

  QString text() const { return text_; }
  void setText(const QString& text);
  /// Reserves room for this text from the start.
  void reserve(const QString& widest);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void measureWidest();

  Qt::Alignment alignment_;
  Tone tone_ = Tone::Text;
  QString text_, widest_;
  qreal widestWidth_ = 0;
};

/// 61706 -> "61 706" with narrow no-break spaces.
QString groupedNumber(qint64 value);
/// 0.977 -> "97.7 %"; "–" where the share is not a number.
QString percentText(double share, int decimals = 1);
/// 65 -> "1:05", 3725 -> "1:02:05".
QString durationText(double seconds);

}  // namespace loom::ui
